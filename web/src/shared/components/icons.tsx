// Line icons, 24 by 24, hidden from screen readers: each stands beside a text.
const shapes = {
  today: 'M4 6.5h16v13H4zM4 10.5h16M8.5 4v4M15.5 4v4M9 15l2.2 2.2L15.5 13',
  trends: 'M4 19.5V4.5M4 19.5h16M7.5 15l4-5 3 3 5-7',
  causes: 'M6 7.5a2.5 2.5 0 1 0 0-.01M18 17a2.5 2.5 0 1 0 0-.01M6 10v3a4 4 0 0 0 4 4h5.5M13 14.2l2.8 2.8-2.8 2.8',
  forecast: 'M4 16c3 0 4-5 7-5M11 11l9-5M11 11l9 .5M11 11l9 6M11 5v14',
  attention: 'M2.8 12S6.3 6 12 6s9.2 6 9.2 6-3.5 6-9.2 6-9.2-6-9.2-6zM12 9.2a2.8 2.8 0 1 0 .01 0',
  data: 'M5 6c0-1.4 3.1-2.5 7-2.5S19 4.6 19 6s-3.1 2.5-7 2.5S5 7.4 5 6zM5 6v12c0 1.4 3.1 2.5 7 2.5s7-1.1 7-2.5V6M5 12c0 1.4 3.1 2.5 7 2.5s7-1.1 7-2.5',
  accounts: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  check: 'M4.5 12.5l5 5 10-11',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  undo: 'M8.5 5L4.5 9l4 4M4.5 9H14a5.5 5.5 0 0 1 0 11H9',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4',
  clock: 'M12 3.5a8.5 8.5 0 1 0 .01 0M12 7.5V12l3 2.2',
  up: 'M12 19V5.5M6 11.5l6-6 6 6',
  down: 'M12 5v13.5M6 12.5l6 6 6-6',
  level: 'M5 12h14M14 7l5 5-5 5',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.3v.2',
  information: 'M12 3.5a8.5 8.5 0 1 0 .01 0M12 11v5.5M12 7.7v.2',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  file: 'M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5',
  download: 'M12 4v11M7 10.5l5 5 5-5M4.5 20h15',
  upload: 'M12 16V5M7 9.5l5-5 5 5M4.5 20h15',
  pencil: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM13.5 7.5l3 3',
  bin: 'M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 4.8a2.2 2.2 0 1 0 .01 0M8 14.8a2.2 2.2 0 1 0 .01 0',
  sun: 'M12 8a4 4 0 1 0 .01 0M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M19.5 14A8 8 0 0 1 10 4.5 8 8 0 1 0 19.5 14z',
  offline: 'M4 4l16 16M8.5 18H7a4 4 0 0 1-.7-7.9M10 6.5A6 6 0 0 1 17.5 11a3.6 3.6 0 0 1 2 6',
  drop: 'M12 3.5c3.5 4.3 6 7 6 10.5a6 6 0 0 1-12 0c0-3.5 2.5-6.2 6-10.5z',
  flask: 'M9.5 3.5h5M10.5 3.5v6L5.5 19a1 1 0 0 0 .9 1.5h11.2a1 1 0 0 0 .9-1.5l-5-9.5v-6M8 15h8',
  more: 'M5 12v.01M12 12v.01M19 12v.01',
  exit: 'M14 4.5H5v15h9M10 12h10M16 8l4 4-4 4',
} as const

export type IconName = keyof typeof shapes

export function Icon({name, size = 20}: {name: IconName; size?: number}) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.75"
      strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  )
}
