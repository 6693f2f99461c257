// Made by tools/api_types.mjs from docs/reference/openapi.json; not to be edited.
export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is asking, and what they may do; `open`: there are no accounts yet. */
        get: operations["session"];
        put?: never;
        /** Logs a browser in: sets a cookie, gives the text for X-CSRF-Token. */
        post: operations["log_in"];
        /** Ends the login. */
        delete: operations["log_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes one's own password; every login of the account ends. */
        put: operations["new_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody whose diary the caller may read. */
        get: operations["people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is scored, what acts, and the words for it: the profile of the diary. */
        get: operations["profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole diary of a person, which import reads back without loss. */
        get: operations["export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Erases a person with history, settings and grants; answers with a receipt. */
        delete: operations["erase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was written down, in pages that say what is left. */
        get: operations["entries"];
        /** Makes an entry exactly this. */
        put: operations["edit"];
        /** Writes entries down, all or none. Sent again, nothing changes. */
        post: operations["log"];
        /** Removes an entry; its history stays. */
        delete: operations["remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/entries/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All versions of an entry, oldest first. */
        get: operations["history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What undo would take back; 404 if nothing. */
        get: operations["next_undo"];
        put?: never;
        /** Takes back what was last written in this person's diary. */
        post: operations["undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads a diary file, CSV or JSON: good rows are kept, every bad one is told. */
        post: operations["import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where you stand: today against the last 7 days and your own last 30. */
        get: operations["summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What should be watched: a dimension that left its own baseline on the bad side, or will. */
        get: operations["alerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/effects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What follows what, how much and how long after, with its doubt. */
        get: operations["effects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/dose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much is best: humidity's bell, what rises or falls with the day, and what differs by season. */
        get: operations["dose"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/surface": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Of any value of an exposure instead of a usual one: how much follows, and how long after. */
        get: operations["surface"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When something changed for good, slowly or at once, and when it would have been told. */
        get: operations["changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/rhythms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What comes back every day, every month, every year: amplitude, phase, interval, verdict. */
        get: operations["rhythms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/habits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hidden habits: harmless today, harmful by their load over weeks. */
        get: operations["habits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lotion against cream: what each gives, once it is taken up. */
        get: operations["products"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which of two products on which day of a trial with oneself, and what that would show. */
        get: operations["plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a trial says that was carried out. */
        get: operations["trial"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The days ahead: mean, spread, and how good such forecasts have been. */
        get: operations["forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every model of the days ahead on this diary, day by day: errors, intervals, which one is used. */
        get: operations["compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a forecast was made of: causes by day, days looked at, days that matter. */
        get: operations["explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One page for a doctor, to print, as HTML. */
        get: operations["report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a computation is; when it is done, ask the same question again. */
        get: operations["job"];
        put?: never;
        post?: never;
        /** Stops a computation. */
        delete: operations["cancel_job"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/alerts/{alert}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps an alert quiet for some days, or until it rises. */
        post: operations["snooze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts and what they were granted. */
        get: operations["accounts"];
        put?: never;
        /** A new account; the first may do everything. */
        post: operations["add_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes an account with its grants, tokens and logins; diaries stay. */
        delete: operations["remove_account"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{account}/grants/{of}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** What an account may do on a person's diary; `*`: on everyone's. */
        put: operations["grant"];
        post?: never;
        /** Takes a grant back. */
        delete: operations["revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account's own tokens, without their secrets. */
        get: operations["tokens"];
        put?: never;
        /** A token for a program; its secret is shown this once. */
        post: operations["add_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a token. */
        delete: operations["remove_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Erasures, grants, accounts and tokens, newest first. */
        get: operations["audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/sensors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest value of each source in the last 30 days, and how far sensors stand from outdoors. */
        get: operations["sensors"];
        put?: never;
        /** Readings of a device: gathered into means by the hour. One that tells its time is counted once, however often it is sent; so is a request with an Idempotency-Key. */
        post: operations["send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Server-sent events: `changed` with {person, version, what}, within a second of a writing. */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description, in OpenAPI 3.1. */
        get: operations["openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** who is asking; `open`: there are no accounts; `csrf`: for X-CSRF-Token; `version`: of the program */
        session: {
            open: boolean;
            account: string | null;
            csrf: string | null;
            grants: components["schemas"]["session.grant"][];
            version: string;
        };
        "session.grant": {
            person: components["schemas"]["session.name"];
            role: components["schemas"]["session.role"];
        };
        "session.name": string;
        /** @enum {unknown} */
        "session.role": "owner" | "clinician" | "device";
        /** a refusal (RFC 9457); `errors`: the rows of a body that was refused */
        problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            errors?: components["schemas"]["problem.row"][];
        };
        "problem.row": {
            line: number;
            column: string;
            value: string;
            expected: string;
        };
        /** a name and its password */
        login: {
            name: string;
            password: string;
        };
        /** the password until now, and from now on */
        password: {
            old: string;
            new: string;
        };
        /** everybody whose diary the caller may read */
        people: {
            people: {
                person: components["schemas"]["people.name"];
                entries: number;
                from: components["schemas"]["people.date"];
                to: components["schemas"]["people.date"];
                may_write: boolean;
                may_erase: boolean;
            }[];
        };
        "people.date": string;
        "people.name": string;
        /** skin2vec profile show --json, also of profile check */
        profile: {
            profile: components["schemas"]["profile.name"];
            person: string;
            from: components["schemas"]["profile.date_or_null"];
            to: components["schemas"]["profile.date_or_null"];
            days: components["schemas"]["profile.count"];
            dimensions: {
                name: components["schemas"]["profile.name"];
                range: number[];
                /** @enum {unknown} */
                better: "high" | "low" | "middle";
                /** @enum {unknown} */
                scale: "continuous" | "count";
                unit: string;
                labels: {
                    en: string;
                    zh: string;
                };
                limit: number | null;
                derived: boolean;
                optional: boolean;
            }[];
            exposures: {
                name: components["schemas"]["profile.name"];
                range: number[];
                unit: string;
                labels: components["schemas"]["profile.labels"];
                unit_step: number;
            }[];
            events: {
                name: components["schemas"]["profile.name"];
                weight: number;
                labels: components["schemas"]["profile.labels"];
                /** @enum {unknown} */
                role: "cause" | "symptom";
            }[];
            scales: {
                [key: string]: {
                    words: string[];
                    values: number[];
                };
            };
            slots: {
                /** @enum {unknown} */
                per_day: 1 | 2;
                every_days: number;
                evening_from: string;
            };
            reference: {
                window_days: number;
                baseline_days: number;
            };
            concepts: components["schemas"]["profile.name"][];
            toml: string;
        };
        "profile.labels": {
            en: string;
            zh: string;
        };
        "profile.date": string;
        "profile.date_or_null": components["schemas"]["profile.date"] | null;
        "profile.count": number;
        "profile.name": string;
        /** a diary as skin2vec export --format json writes it */
        diary: {
            /** @constant */
            format: "skin2vec-diary";
            /** @constant */
            version: 1;
            profile: components["schemas"]["diary.name"];
            entries: (components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"])[];
        };
        "diary.date": string;
        /** @description a date, a local date-time, or one with an offset */
        "diary.time": string;
        "diary.name": string;
        "diary.reading": {
            /** @constant */
            kind: "reading";
            person: components["schemas"]["diary.name"];
            time: components["schemas"]["diary.time"];
            site?: components["schemas"]["diary.name"];
            values: {
                [key: string]: number | {
                    value: number;
                    instrument: components["schemas"]["diary.name"];
                };
            };
            note?: string;
        };
        "diary.event": {
            /** @constant */
            kind: "event";
            person: components["schemas"]["diary.name"];
            time: components["schemas"]["diary.time"];
            event: components["schemas"]["diary.name"];
            weight?: number;
            note?: string;
        };
        "diary.surroundings": {
            /** @constant */
            kind: "surroundings";
            person?: components["schemas"]["diary.name"];
            time: components["schemas"]["diary.time"];
            source?: components["schemas"]["diary.name"];
            values: {
                [key: string]: number;
            };
        };
        "diary.product": {
            /** @constant */
            kind: "product";
            person: components["schemas"]["diary.name"];
            time: components["schemas"]["diary.time"];
            site?: components["schemas"]["diary.name"];
            product: components["schemas"]["diary.name"];
            minutes?: number;
            values: {
                [key: string]: number | {
                    value: number;
                    instrument: components["schemas"]["diary.name"];
                };
            };
            note?: string;
        };
        "diary.routine": {
            /** @constant */
            kind: "routine";
            person: components["schemas"]["diary.name"];
            name: components["schemas"]["diary.name"];
            /** @enum {unknown} */
            slot?: "morning" | "evening";
            product: components["schemas"]["diary.name"];
            order?: number;
            from: components["schemas"]["diary.date"];
            to?: components["schemas"]["diary.date"];
        };
        /** skin2vec erase --json */
        erase: {
            profile: components["schemas"]["erase.name"];
            person: string;
            from: components["schemas"]["erase.date_or_null"];
            to: components["schemas"]["erase.date_or_null"];
            days: components["schemas"]["erase.count"];
            receipt: {
                person: string | null;
                at: components["schemas"]["erase.stamp"];
                erased: {
                    [key: string]: number;
                };
                remains: string;
            };
        };
        "erase.date": string;
        "erase.date_or_null": components["schemas"]["erase.date"] | null;
        /** @description a date-time with an offset */
        "erase.stamp": string;
        "erase.count": number;
        "erase.name": string;
        /** what was erased, and what may still hold it */
        receipt: {
            receipt: components["schemas"]["erase"]["receipt"];
        };
        /** a page of a diary; `left` entries come after it, `next` asks for them */
        entries: {
            person: components["schemas"]["entries.name"];
            /** @description the number of the newest writing */
            version: number;
            total: number;
            left: number;
            next: string | null;
            entries: (components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"])[];
        };
        "entries.name": string;
        /** what was written down; `unchanged` of them the diary knew */
        logged: {
            person: components["schemas"]["logged.name"];
            /** @description the number of the newest writing */
            version: number;
            unchanged: number;
            logged: (components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"])[];
        };
        "logged.name": string;
        /** one entry, a list of them, or a diary */
        entries_in: components["schemas"]["entries_in.own"] | components["schemas"]["entries_in.own"][] | {
            format?: string;
            version?: number;
            profile?: string;
            entries: components["schemas"]["entries_in.own"][];
        };
        "entries_in.name": string;
        /** @description an entry as diary-json.md has it; the person is that of the address */
        "entries_in.own": {
            /** @enum {unknown} */
            kind: "reading" | "event" | "surroundings" | "product" | "routine";
            person?: components["schemas"]["entries_in.name"];
            time?: string;
            site?: string;
            note?: string;
            values?: Record<string, never>;
            event?: string;
            weight?: number;
            source?: string;
            product?: string;
            minutes?: number;
            name?: string;
            slot?: string;
            order?: number;
            from?: string;
            to?: string;
        };
        /** the entry as it was and as it is */
        edited: {
            person: components["schemas"]["edited.name"];
            /** @description the number of the newest writing */
            version: number;
            before: components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"];
            after: components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"];
        };
        "edited.name": string;
        /** that an entry is gone */
        removed: {
            person: components["schemas"]["removed.name"];
            /** @description the number of the newest writing */
            version: number;
            /** @constant */
            removed: 1;
        };
        "removed.name": string;
        /** all versions of an entry, oldest first; null: removed */
        history: {
            person: components["schemas"]["history.name"];
            versions: {
                /** @description the number of the newest writing */
                version: number;
                what: string;
                at: components["schemas"]["history.stamp"];
                entry: (components["schemas"]["diary.reading"] | components["schemas"]["diary.event"] | components["schemas"]["diary.surroundings"] | components["schemas"]["diary.product"] | components["schemas"]["diary.routine"]) | null;
            }[];
        };
        "history.name": string;
        /** @description a date-time with an offset */
        "history.stamp": string;
        /** what was taken back */
        undone: {
            person: components["schemas"]["undone.name"];
            undone: {
                /** @description the number of the newest writing */
                version: number;
                what: string;
                source: string;
                at: components["schemas"]["undone.stamp"];
                entries: number;
            };
        };
        "undone.name": string;
        /** @description a date-time with an offset */
        "undone.stamp": string;
        /** skin2vec import --json */
        import: {
            profile: components["schemas"]["import.name"];
            person: string;
            from: components["schemas"]["import.date_or_null"];
            to: components["schemas"]["import.date_or_null"];
            days: components["schemas"]["import.count"];
            files: components["schemas"]["import.file"][];
        };
        "import.date": string;
        "import.date_or_null": components["schemas"]["import.date"] | null;
        "import.count": number;
        "import.name": string;
        "import.row_error": {
            line: components["schemas"]["import.count"];
            column: string;
            value: string;
            expected: string;
        };
        "import.file": {
            file: string;
            rows: components["schemas"]["import.count"];
            kept: components["schemas"]["import.count"];
            unchanged: components["schemas"]["import.count"];
            bad: components["schemas"]["import.count"];
            repeated: components["schemas"]["import.count"];
            notices: string[];
            own_tags: {
                [key: string]: number;
            };
            errors: components["schemas"]["import.row_error"][];
        };
        /** what became of the rows of a file */
        imported: {
            person: components["schemas"]["imported.name"];
            files: components["schemas"]["import.file"][];
        };
        "imported.name": string;
        /** skin2vec summary --json */
        summary: {
            profile: components["schemas"]["summary.name"];
            person: string;
            from: components["schemas"]["summary.date_or_null"];
            to: components["schemas"]["summary.date_or_null"];
            days: components["schemas"]["summary.count"];
            site: string;
            sites_left_out: {
                [key: string]: number;
            };
            dimensions: components["schemas"]["summary.dimension"][];
            alerts: components["schemas"]["summary.alert"][];
            data_age_hours: number | null;
        };
        "summary.date": string;
        "summary.date_or_null": components["schemas"]["summary.date"] | null;
        "summary.number_or_null": number | null;
        "summary.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "summary.ci": number[] | null;
        "summary.name": string;
        /** @enum {unknown} */
        "summary.missing": null | "not read today" | "too few days" | "no spread";
        /** @description one dimension in the double reference frame */
        "summary.dimension": {
            name: components["schemas"]["summary.name"];
            today: components["schemas"]["summary.number_or_null"];
            window_mean: components["schemas"]["summary.number_or_null"];
            window_sd: number | null;
            window_days: components["schemas"]["summary.count"];
            baseline_mean: components["schemas"]["summary.number_or_null"];
            baseline_sd: number | null;
            baseline_days: components["schemas"]["summary.count"];
            z_window: components["schemas"]["summary.number_or_null"];
            z_window_missing: components["schemas"]["summary.missing"];
            z_baseline: components["schemas"]["summary.number_or_null"];
            z_baseline_missing: components["schemas"]["summary.missing"];
            percentile: number | null;
            trend_per_week: components["schemas"]["summary.number_or_null"];
            ci: components["schemas"]["summary.ci"];
            baseline_trend_per_month: {
                value: components["schemas"]["summary.number_or_null"];
                ci: components["schemas"]["summary.ci"];
            };
            slot_offset: number;
            outlier_today: boolean;
            instrument: string;
            unit: string;
            /** @description date, its value, mean of its window, mean and sd of its baseline */
            frames?: [
                components["schemas"]["summary.date"],
                number | null,
                number | null,
                number | null,
                number | null
            ][];
        };
        "summary.alert": {
            id: components["schemas"]["summary.name"];
            /** @enum {unknown} */
            level: "watch" | "warn" | "act";
            dimension: components["schemas"]["summary.name"];
            since: components["schemas"]["summary.date"];
            reason: string;
            evidence: {
                window_mean: number;
                baseline_mean: number;
                baseline_sd: number;
                /** @enum {unknown} */
                kind: "shift" | "drift";
                raised_on: components["schemas"]["summary.date"];
            };
            snoozed_until: components["schemas"]["summary.date_or_null"];
        };
        /** skin2vec alerts --json, also of alerts snooze */
        alerts: {
            profile: components["schemas"]["alerts.name"];
            person: string;
            from: components["schemas"]["alerts.date_or_null"];
            to: components["schemas"]["alerts.date_or_null"];
            days: components["schemas"]["alerts.count"];
            alerts: components["schemas"]["alerts.alert"][];
            data_age_hours: number | null;
        };
        "alerts.date": string;
        "alerts.date_or_null": components["schemas"]["alerts.date"] | null;
        "alerts.count": number;
        "alerts.name": string;
        "alerts.alert": {
            id: components["schemas"]["alerts.name"];
            /** @enum {unknown} */
            level: "watch" | "warn" | "act";
            dimension: components["schemas"]["alerts.name"];
            since: components["schemas"]["alerts.date"];
            reason: string;
            evidence: {
                window_mean: number;
                baseline_mean: number;
                baseline_sd: number;
                /** @enum {unknown} */
                kind: "shift" | "drift";
                raised_on: components["schemas"]["alerts.date"];
            } | {
                window_mean: number;
                /** @constant */
                kind: "forecast";
                limit: number;
                /** @enum {unknown} */
                limit_of: "profile" | "worst tenth of windows";
                forecast_mean: number;
                forecast_sd: number;
                probability: number;
                raised_on: components["schemas"]["alerts.date"];
            };
            snoozed_until: components["schemas"]["alerts.date_or_null"];
        };
        /** how far a computation is; `all` is 0 where that is not known */
        job: {
            job: {
                id: string;
                /** @enum {unknown} */
                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                done: number;
                all: number;
                seconds: number;
                error: string | null;
            };
        };
        /** skin2vec effects --json */
        effects: {
            profile: components["schemas"]["effects.name"];
            person: string;
            from: components["schemas"]["effects.date_or_null"];
            to: components["schemas"]["effects.date_or_null"];
            days: components["schemas"]["effects.count"];
            effects: components["schemas"]["effects.effect"][];
            /** @description with --cohort */
            cohort?: {
                n_people: components["schemas"]["effects.count"];
                effects: components["schemas"]["effects.cohort_effect"][];
            };
        };
        "effects.date": string;
        "effects.date_or_null": components["schemas"]["effects.date"] | null;
        "effects.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "effects.ci": number[] | null;
        "effects.name": string;
        "effects.effect": {
            cause: components["schemas"]["effects.name"];
            /** @enum {unknown} */
            kind: "event" | "exposure" | "product";
            dimension: components["schemas"]["effects.name"];
            /** @enum {unknown} */
            scale: "continuous" | "count";
            total: number | null;
            ci: components["schemas"]["effects.ci"];
            ratio: components["schemas"]["effects.shrunken"];
            p: number | null;
            q: number | null;
            kernel: number[] | null;
            kernel_ci: number[][] | null;
            peak_day: number | null;
            half_life_days: number | null;
            n_exposed: components["schemas"]["effects.count"];
            n_days: components["schemas"]["effects.count"];
            own_weight: number | null;
            transition: {
                total: number | null;
                ci: components["schemas"]["effects.ci"];
                p: number | null;
            };
            control_p: number | null;
            permutation: {
                n: number;
                p: number;
            } | null;
            shrunken: components["schemas"]["effects.shrunken"];
            /** @enum {unknown} */
            verdict: "found" | "none found" | "too little data" | "confounded";
            sentence: string | null;
        };
        "effects.shrunken": {
            total: number;
            ci: components["schemas"]["effects.ci"];
        } | null;
        "effects.cohort_person": {
            person: components["schemas"]["effects.name"];
            total: number | null;
            ci: components["schemas"]["effects.ci"];
            shrunken: components["schemas"]["effects.shrunken"];
        };
        "effects.cohort_effect": {
            cause: components["schemas"]["effects.name"];
            /** @enum {unknown} */
            kind: "event" | "exposure" | "product";
            dimension: components["schemas"]["effects.name"];
            /** @enum {unknown} */
            scale: "continuous" | "count";
            ratio: components["schemas"]["effects.shrunken"];
            n_people: components["schemas"]["effects.count"];
            mean: number | null;
            ci: components["schemas"]["effects.ci"];
            tau: number | null;
            p: number | null;
            q: number | null;
            control_p: number | null;
            /** @enum {unknown} */
            verdict: "found" | "none found" | "too little data" | "confounded";
            sentence: string | null;
            people: components["schemas"]["effects.cohort_person"][];
            /** @enum {unknown} */
            source: "each alone" | "in common" | "one fit";
            correlation: number | null;
            kernel: number[] | null;
            kernel_ci: number[][] | null;
            peak_day: number | null;
        };
        /** skin2vec dose --json */
        dose: {
            profile: components["schemas"]["dose.name"];
            person: string;
            from: components["schemas"]["dose.date_or_null"];
            to: components["schemas"]["dose.date_or_null"];
            days: components["schemas"]["dose.count"];
            dose: components["schemas"]["dose.dose"][];
        };
        "dose.date": string;
        "dose.date_or_null": components["schemas"]["dose.date"] | null;
        "dose.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "dose.ci": number[] | null;
        "dose.name": string;
        "dose.dose": {
            exposure: components["schemas"]["dose.name"];
            dimension: components["schemas"]["dose.name"];
            /** @enum {unknown} */
            shape: "bell" | "rising" | "falling" | "flat" | "unidentified";
            optimum: number | null;
            ci: components["schemas"]["dose.ci"];
            width: number | null;
            width_above: number | null;
            height: number | null;
            p: number | null;
            zones: {
                /** @enum {unknown} */
                name: "desert" | "rainforest" | "below" | "ideal" | "above";
                from: number;
                to: number;
            }[];
            shift: {
                by: components["schemas"]["dose.name"] | null;
                per_100: number | null;
                ci: components["schemas"]["dose.ci"];
                p: number | null;
                median: number | null;
            };
            curve: number[][];
            n_days: components["schemas"]["dose.count"];
            /** @enum {unknown} */
            verdict: "found" | "none found" | "unidentified";
            sentence: string;
            seasons: {
                /** @enum {unknown} */
                name: "winter" | "spring" | "summer" | "autumn";
                n_days: components["schemas"]["dose.count"];
                total: number | null;
                ci: components["schemas"]["dose.ci"];
                p: number | null;
                optimum: number | null;
                optimum_ci: components["schemas"]["dose.ci"];
                height: number | null;
                /** @enum {unknown} */
                verdict: "found" | "none found" | "too little data";
            }[];
            seasons_differ: {
                p: number | null;
                q: number | null;
                optimum_p: number | null;
                height_p: number | null;
                /** @enum {unknown} */
                verdict: "found" | "none found" | "too little data";
            };
            transition: {
                total: number | null;
                ci: components["schemas"]["dose.ci"];
                p: number | null;
            };
            /** @description days that have both, where they were asked for */
            measured?: [
                number,
                number
            ][];
        };
        /** skin2vec surface --json */
        surface: {
            profile: components["schemas"]["surface.name"];
            person: string;
            from: components["schemas"]["surface.date_or_null"];
            to: components["schemas"]["surface.date_or_null"];
            days: components["schemas"]["surface.count"];
            surface: components["schemas"]["surface.surface"];
        };
        "surface.date": string;
        "surface.date_or_null": components["schemas"]["surface.date"] | null;
        "surface.count": number;
        "surface.name": string;
        "surface.surface": {
            exposure: components["schemas"]["surface.name"];
            dimension: components["schemas"]["surface.name"];
            centre: number | null;
            n_days: components["schemas"]["surface.count"];
            p: number | null;
            at: {
                x: number;
                total: number;
                ci: number[];
                by_lag: number[][];
                outside: boolean;
            }[];
            /** @enum {unknown} */
            verdict: "found" | "none found" | "too little data";
            sentence: string;
        };
        /** skin2vec changes --json */
        changes: {
            profile: components["schemas"]["changes.name"];
            person: string;
            from: components["schemas"]["changes.date_or_null"];
            to: components["schemas"]["changes.date_or_null"];
            days: components["schemas"]["changes.count"];
            changes: components["schemas"]["changes.change"][];
            alarms: components["schemas"]["changes.alarm"][];
            budget: {
                false_alarms_per_year: number;
            };
            /** @description dimensions with too few days with a value */
            too_little_data: components["schemas"]["changes.name"][];
        };
        "changes.date": string;
        "changes.date_or_null": components["schemas"]["changes.date"] | null;
        "changes.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "changes.ci": number[] | null;
        "changes.name": string;
        "changes.change": {
            dimension: components["schemas"]["changes.name"];
            /** @enum {unknown} */
            kind: "shift" | "drift" | "passing";
            start: components["schemas"]["changes.date"];
            end: components["schemas"]["changes.date"];
            /** @description after less before, units of the dimension */
            size: number;
            ci: components["schemas"]["changes.ci"];
            /** @description weight of the kind against the others and none */
            confidence: number;
            detected_on: components["schemas"]["changes.date_or_null"];
            sentence: string;
        };
        "changes.alarm": {
            dimension: components["schemas"]["changes.name"];
            date: components["schemas"]["changes.date"];
            /** @enum {unknown} */
            kind: "shift" | "drift";
            start: components["schemas"]["changes.date"];
            size: number | null;
            withdrawn_on: components["schemas"]["changes.date_or_null"];
            sentence: string;
        };
        /** skin2vec rhythms --json */
        rhythms: {
            profile: components["schemas"]["rhythms.name"];
            person: string;
            from: components["schemas"]["rhythms.date_or_null"];
            to: components["schemas"]["rhythms.date_or_null"];
            days: components["schemas"]["rhythms.count"];
            rhythms: components["schemas"]["rhythms.rhythm"][];
        };
        "rhythms.date": string;
        "rhythms.date_or_null": components["schemas"]["rhythms.date"] | null;
        "rhythms.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "rhythms.ci": number[] | null;
        "rhythms.name": string;
        "rhythms.rhythm": {
            dimension: components["schemas"]["rhythms.name"];
            /** @enum {unknown} */
            name: "daily" | "monthly" | "seasonal";
            period_days: number | null;
            period_ci: components["schemas"]["rhythms.ci"];
            amplitude: number | null;
            amplitude_ci: components["schemas"]["rhythms.ci"];
            peak: components["schemas"]["rhythms.date_or_null"];
            /** @enum {unknown} */
            peak_slot: null | "morning" | "evening";
            p: number | null;
            /** @enum {unknown} */
            verdict: "found" | "none found" | "too little data";
        } & (unknown & unknown & unknown);
        /** skin2vec habits --json */
        habits: {
            profile: components["schemas"]["habits.name"];
            person: string;
            from: components["schemas"]["habits.date_or_null"];
            to: components["schemas"]["habits.date_or_null"];
            days: components["schemas"]["habits.count"];
            habits: components["schemas"]["habits.habit"][];
        };
        "habits.date": string;
        "habits.date_or_null": components["schemas"]["habits.date"] | null;
        "habits.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "habits.ci": number[] | null;
        "habits.name": string;
        "habits.habit": {
            cause: components["schemas"]["habits.name"];
            dimension: components["schemas"]["habits.name"];
            immediate: number | null;
            accumulated: number | null;
            hidden: number | null;
            horizon_days: number;
            ci: components["schemas"]["habits.ci"];
            p: number | null;
            q: number | null;
            rank: number | null;
            /** @enum {unknown} */
            verdict: "found" | "none found" | "too little data";
            sentence: string | null;
        };
        /** skin2vec products --json, products trial --json, products plan --json */
        products: {
            profile: components["schemas"]["products.name"];
            person: string;
            from: components["schemas"]["products.date_or_null"];
            to: components["schemas"]["products.date_or_null"];
            days: components["schemas"]["products.count"];
            products: components["schemas"]["products.product"][];
        } | {
            profile: components["schemas"]["products.name"];
            person: string;
            from: components["schemas"]["products.date_or_null"];
            to: components["schemas"]["products.date_or_null"];
            days: components["schemas"]["products.count"];
            products: components["schemas"]["products.trial_product"][];
            trial: components["schemas"]["products.trial"] | null;
        } | {
            profile: components["schemas"]["products.name"];
            person: string;
            from: components["schemas"]["products.date_or_null"];
            to: components["schemas"]["products.date_or_null"];
            days: components["schemas"]["products.count"];
            plan: components["schemas"]["products.plan"];
        };
        "products.date": string;
        "products.date_or_null": components["schemas"]["products.date"] | null;
        "products.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "products.ci": number[] | null;
        "products.name": string;
        "products.product": {
            a: components["schemas"]["products.name"];
            b: components["schemas"]["products.name"];
            dimension: components["schemas"]["products.name"];
            /** @enum {unknown} */
            measure: "uptake";
            ratio: number | null;
            ci: components["schemas"]["products.ci"];
            gain_a: number | null;
            gain_b: number | null;
            n_a: components["schemas"]["products.count"];
            n_b: components["schemas"]["products.count"];
            p: number | null;
            /** @enum {unknown} */
            verdict: "found" | "none found" | "no difference" | "too little data";
            sentence: string;
        };
        "products.trial_product": {
            a: components["schemas"]["products.name"];
            b: components["schemas"]["products.name"];
            dimension: components["schemas"]["products.name"];
            /** @enum {unknown} */
            measure: "trial";
            ratio: null;
            /** @description a less b, lasting use of each, units of the dimension */
            difference: number | null;
            ci: components["schemas"]["products.ci"];
            /** @description smallest difference worth caring about, units of the dimension */
            margin: number | null;
            gain_a: null;
            gain_b: null;
            n_a: components["schemas"]["products.count"];
            n_b: components["schemas"]["products.count"];
            p: number | null;
            /** @enum {unknown} */
            verdict: "found" | "none found" | "no difference" | "too little data";
            sentence: string;
        };
        "products.trial": {
            from: components["schemas"]["products.date"];
            to: components["schemas"]["products.date"];
            pairs: number;
            period_days: number;
            washout_days: components["schemas"]["products.count"];
            half_life_days: number;
            fitted: boolean;
            slips: components["schemas"]["products.count"];
        };
        "products.plan": {
            a: components["schemas"]["products.name"];
            b: components["schemas"]["products.name"];
            days: {
                date: components["schemas"]["products.date"];
                product: components["schemas"]["products.name"];
            }[];
            blocks: {
                from: components["schemas"]["products.date"];
                to: components["schemas"]["products.date"];
                order: components["schemas"]["products.name"][];
            }[];
            period_days: number;
            washout_days: components["schemas"]["products.count"];
            half_life_days: number;
            fitted: boolean;
            power: {
                dimension: components["schemas"]["products.name"];
                difference: number;
                standard_error: number | null;
                power: number;
                detectable: number | null;
                sentence: string;
            }[];
        };
        /** skin2vec forecast --json */
        forecast: {
            profile: components["schemas"]["forecast.name"];
            person: string;
            from: components["schemas"]["forecast.date_or_null"];
            to: components["schemas"]["forecast.date_or_null"];
            days: components["schemas"]["forecast.count"];
            forecast: components["schemas"]["forecast.row"][];
            skill: components["schemas"]["forecast.skill"][];
            too_little_data: components["schemas"]["forecast.name"][];
        };
        "forecast.date": string;
        "forecast.date_or_null": components["schemas"]["forecast.date"] | null;
        "forecast.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "forecast.ci": number[] | null;
        "forecast.name": string;
        "forecast.row": {
            dimension: components["schemas"]["forecast.name"];
            origin: components["schemas"]["forecast.date"];
            date: components["schemas"]["forecast.date"];
            horizon: number;
            model: components["schemas"]["forecast.name"];
            mean: number;
            sd: number;
            quantiles: {
                0.1: number;
                0.25: number;
                0.5: number;
                0.75: number;
                0.9: number;
            };
            /** @description of the whole numbers of the scale, lowest first; empty where the record holds others */
            pmf: number[];
        };
        "forecast.skill": {
            model: components["schemas"]["forecast.name"];
            horizon: number;
            n: components["schemas"]["forecast.count"];
            mae: number | null;
            rps: number | null;
            lpd: number | null;
            crps: number | null;
            coverage80: number | null;
            ci: components["schemas"]["forecast.ci"];
        };
        /** skin2vec compare --json */
        compare: {
            profile: components["schemas"]["compare.name"];
            person: string;
            from: components["schemas"]["compare.date_or_null"];
            to: components["schemas"]["compare.date_or_null"];
            days: components["schemas"]["compare.count"];
            /** @description with --cohort: with a reading */
            people?: components["schemas"]["compare.count"];
            skill: components["schemas"]["compare.skill"][];
            chosen: {
                horizon: number;
                model: components["schemas"]["compare.name"];
                /** @description with --cohort: that follow it */
                people?: number;
            }[];
            surroundings_help: {
                /** @enum {unknown} */
                verdict: "found" | "none found" | "too little data";
                differences: {
                    horizon: number;
                    mae_difference: number | null;
                    ci: components["schemas"]["compare.ci"];
                }[];
            };
        };
        "compare.date": string;
        "compare.date_or_null": components["schemas"]["compare.date"] | null;
        "compare.count": number;
        /** @description [low, high] at 95 %, or null where it is not known */
        "compare.ci": number[] | null;
        "compare.name": string;
        "compare.skill": {
            model: components["schemas"]["compare.name"];
            horizon: number;
            n: components["schemas"]["compare.count"];
            mae: number | null;
            rps: number | null;
            lpd: number | null;
            crps: number | null;
            coverage80: number | null;
            ci: components["schemas"]["compare.ci"];
        };
        /** skin2vec explain --json */
        explain: {
            profile: components["schemas"]["explain.name"];
            person: string;
            from: components["schemas"]["explain.date_or_null"];
            to: components["schemas"]["explain.date_or_null"];
            days: components["schemas"]["explain.count"];
            day: components["schemas"]["explain.date_or_null"];
            horizon: number;
            model: components["schemas"]["explain.name"];
            forecast: components["schemas"]["explain.forecast"][];
            attention: components["schemas"]["explain.attention"][];
            heat_map: components["schemas"]["explain.heat_map"][];
            influence: components["schemas"]["explain.influence"][];
            occlusion: components["schemas"]["explain.occlusion"][];
            rhythms: components["schemas"]["explain.rhythm"][];
            amplitudes: components["schemas"]["explain.amplitudes"];
            deletion: components["schemas"]["explain.deletion"];
            /** @description largest difference between what integrated gradients sum to and should; null without the network */
            gap: number | null;
            too_little_data: components["schemas"]["explain.name"][];
        };
        "explain.date": string;
        "explain.date_or_null": components["schemas"]["explain.date"] | null;
        "explain.count": number;
        "explain.name": string;
        "explain.forecast": {
            dimension: components["schemas"]["explain.name"];
            date: components["schemas"]["explain.date"];
            mean: number;
            path: number;
            network: number;
        };
        "explain.attention": {
            layer: components["schemas"]["explain.count"];
            head: components["schemas"]["explain.count"];
            days: components["schemas"]["explain.date"][];
            weights: number[];
        };
        "explain.heat_map": {
            query: components["schemas"]["explain.date"];
            from: components["schemas"]["explain.date"];
            weights: number[];
        };
        "explain.influence": {
            cause: components["schemas"]["explain.name"];
            /** @enum {unknown} */
            kind: "event" | "exposure" | "product";
            lag: number;
            date: components["schemas"]["explain.date"];
            amount: number;
            dimension: components["schemas"]["explain.name"];
            value: number;
            path: number;
            network: number;
        };
        "explain.occlusion": {
            day: components["schemas"]["explain.date"];
            dimension: components["schemas"]["explain.name"];
            value: number | null;
            path: number | null;
            network: number | null;
        };
        "explain.deletion": {
            r: number | null;
            auc: number | null;
            p: number | null;
            newest: number | null;
            days: components["schemas"]["explain.date"][];
            curve: number[];
            random: number[];
            /** @enum {unknown} */
            verdict: "agrees" | "does not agree" | "too little data";
        };
        "explain.rhythm": {
            /** @enum {unknown} */
            scale: "weekly" | "monthly" | "seasonal";
            dimension: components["schemas"]["explain.name"];
            /** @description half of highest less lowest forecast as the scale is turned once; units of the dimension */
            swing: number | null;
            value: number | null;
            path: number | null;
            network: number | null;
        };
        /** @description how loudly the network reads each encoding beside a skin score */
        "explain.amplitudes": {
            weekly: number | null;
            monthly: number | null;
            seasonal: number | null;
        };
        /** for how many days */
        days: {
            days: number;
        };
        /** all accounts */
        accounts: {
            accounts: {
                name: string;
                created: components["schemas"]["accounts.stamp"];
                grants: components["schemas"]["accounts.grant"][];
            }[];
        };
        "accounts.grant": {
            person: components["schemas"]["accounts.name"];
            role: components["schemas"]["accounts.role"];
        };
        "accounts.name": string;
        /** @enum {unknown} */
        "accounts.role": "owner" | "clinician" | "device";
        /** @description a date-time with an offset */
        "accounts.stamp": string;
        /** an account */
        account: {
            name: string;
        };
        /** what an account may do; person `*`: everybody */
        grant: {
            account: string;
            person: components["schemas"]["grant.name"];
            role: components["schemas"]["grant.role"];
        };
        "grant.name": string;
        /** @enum {unknown} */
        "grant.role": "owner" | "clinician" | "device";
        /** owner: all; clinician: reads; device: writes readings and surroundings */
        role: {
            role: components["schemas"]["role.role"];
        };
        /** @enum {unknown} */
        "role.role": "owner" | "clinician" | "device";
        /** the account's tokens, without their secrets; `used` is to the hour */
        tokens: {
            tokens: {
                id: string;
                name: string;
                person: components["schemas"]["tokens.name"];
                role: components["schemas"]["tokens.role"];
                created: components["schemas"]["tokens.stamp"];
                expires: components["schemas"]["tokens.stamp"] | null;
                used: components["schemas"]["tokens.stamp"] | null;
            }[];
        };
        "tokens.name": string;
        /** @enum {unknown} */
        "tokens.role": "owner" | "clinician" | "device";
        /** @description a date-time with an offset */
        "tokens.stamp": string;
        /** a new token; its secret is shown this once */
        token: {
            id: string;
            token: string;
        };
        /** a token to be made; without `days` it holds until it is removed */
        token_in: {
            name: string;
            person: components["schemas"]["token_in.name"];
            role: components["schemas"]["token_in.role"];
            days?: number | null;
        };
        "token_in.name": string;
        /** @enum {unknown} */
        "token_in.role": "owner" | "clinician" | "device";
        /** what was done with accounts and erasures, newest first */
        audit: {
            audit: {
                at: components["schemas"]["audit.stamp"];
                account: string;
                what: string;
                about: string;
            }[];
        };
        /** @description a date-time with an offset */
        "audit.stamp": string;
        /** skin2vec sensors --json */
        sensors: {
            profile: components["schemas"]["sensors.name"];
            person: string;
            from: components["schemas"]["sensors.date"];
            to: components["schemas"]["sensors.date"];
            days: number;
            sensors: {
                device: components["schemas"]["sensors.name"];
                source: string;
                exposure: components["schemas"]["sensors.name"];
                values: number;
                mean: number;
                last: number;
            }[];
            problems: {
                of: string;
                exposure: string;
                /** @enum {unknown} */
                doubt: "not understood" | "unavailable" | "out of range";
                count: number;
                message: string;
            }[];
            broker: {
                messages: components["schemas"]["sensors.count"];
                connections: components["schemas"]["sensors.count"];
                lost: components["schemas"]["sensors.count"];
                retained: components["schemas"]["sensors.count"];
                repeated: components["schemas"]["sensors.count"];
                too_large: components["schemas"]["sensors.count"];
                overflowed: components["schemas"]["sensors.count"];
                refused_topics: string[];
            };
            entries: components["schemas"]["sensors.count"];
            bias: {
                source: components["schemas"]["sensors.name"];
                against: string;
                exposure: components["schemas"]["sensors.name"];
                difference: number;
                ci: number[] | null;
                dates: number;
                hours: components["schemas"]["sensors.count"];
            }[];
        };
        "sensors.date": string;
        "sensors.time": string;
        "sensors.count": number;
        "sensors.name": string;
        /** the newest value of each source and exposure of late; `hours`: how many entries there are */
        air: {
            person: components["schemas"]["air.name"];
            from: components["schemas"]["air.date"];
            sensors: {
                source: string;
                exposure: string;
                last: number;
                time: string;
                hours: number;
            }[];
            bias: components["schemas"]["sensors"]["bias"];
        };
        "air.date": string;
        "air.name": string;
        /** how many values were taken, and which were not */
        sent: {
            person: components["schemas"]["sent.name"];
            device: string;
            values: number;
            /** @description values that were sent before, and not counted again */
            repeated: number;
            problems: {
                of: string;
                exposure: string;
                /** @enum {unknown} */
                doubt: "not understood" | "unavailable" | "out of range";
                message: string;
            }[];
        };
        "sent.name": string;
        /** an object of exposures, each a number or {value, unit}; `time` with an offset, `device`: a part of the one that sends; or a list of at most 1,000 */
        sensor_readings: Record<string, never> | Record<string, never>[];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    session: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["session"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    log_in: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["login"];
            };
        };
        responses: {
            /** @description the answer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["session"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    log_out: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    new_password: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["password"];
            };
        };
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    people: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["people"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    profile: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["profile"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    export: {
        parameters: {
            query?: {
                /** @description one CSV table: readings, events, surroundings, products, routines; default: all, as JSON */
                file?: string;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["diary"];
                    "text/csv": string;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    erase: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["receipt"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    entries: {
        parameters: {
            query?: {
                /** @description reading, event, surroundings, product or routine */
                kind?: string;
                /** @description first date */
                from?: string;
                /** @description last date */
                to?: string;
                /** @description newest: newest first; diary: kind by kind, oldest first */
                order?: string;
                /** @description entries of a page */
                limit?: number;
                /** @description `next` of the page before */
                after?: string;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["entries"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    edit: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["entries_in"];
            };
        };
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["edited"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    log: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["entries_in"];
            };
        };
        responses: {
            /** @description the answer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["logged"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    remove: {
        parameters: {
            query: {
                /** @description reading, event, surroundings, product or routine */
                kind: string;
                /** @description as it was written */
                time: string;
                /** @description site, source or slot; none by default */
                place?: string;
                /** @description event, product or routine; none by default */
                name?: string;
                /** @description minutes, or a routine's product; none by default */
                detail?: string;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["removed"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    history: {
        parameters: {
            query: {
                /** @description reading, event, surroundings, product or routine */
                kind: string;
                /** @description as it was written */
                time: string;
                /** @description site, source or slot; none by default */
                place?: string;
                /** @description event, product or routine; none by default */
                name?: string;
                /** @description minutes, or a routine's product; none by default */
                detail?: string;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["history"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    next_undo: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["undone"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    undo: {
        parameters: {
            query?: {
                /** @description only if that writing is the last; else 409 */
                version?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["undone"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    import: {
        parameters: {
            query?: {
                /** @description of the file, for the answer and the history */
                name?: string;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
                "application/json": unknown;
            };
        };
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["imported"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    summary: {
        parameters: {
            query?: {
                /** @description FROM,TO: a calibration month as baseline instead of the last 30 days */
                anchor?: string;
                /** @description also the frame of each of the last so many dates */
                frames?: number;
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["summary"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    alerts: {
        parameters: {
            query?: {
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["alerts"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    effects: {
        parameters: {
            query?: {
                /** @description also a p value from that many rotations of each cause */
                permutations?: number;
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["effects"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    dose: {
        parameters: {
            query?: {
                /** @description an exposure whose measured days are told, too */
                measured?: string;
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["dose"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    surface: {
        parameters: {
            query: {
                /** @description as the profile names it */
                exposure: string;
                /** @description as the profile names it */
                dimension: string;
                /** @description values to be told; default: four quantiles */
                at?: string;
                /** @description against which it is told; default: the median */
                centre?: number;
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["surface"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    changes: {
        parameters: {
            query?: {
                /** @description look in the values as read, not in what remains after rhythm, season and causes */
                raw?: boolean;
                /** @description false alarms a year that the person accepts */
                budget?: number;
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["changes"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    rhythms: {
        parameters: {
            query?: {
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["rhythms"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    habits: {
        parameters: {
            query?: {
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["habits"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    products: {
        parameters: {
            query?: {
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["products"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    plan: {
        parameters: {
            query: {
                /** @description a product */
                a: string;
                /** @description the other one */
                b: string;
                /** @description this one only; default: all */
                dimension?: string;
                /** @description days of a period that do not count; default: three half-lives */
                washout?: number;
                /** @description at most */
                days?: number;
                /** @description first day; default: the day after the last reading */
                start?: string;
                /** @description to be seen, in units or in sd of the days */
                difference?: string;
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["products"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    trial: {
        parameters: {
            query: {
                /** @description a product */
                a: string;
                /** @description the other one */
                b: string;
                /** @description this one only; default: all */
                dimension?: string;
                /** @description days of a period that do not count; default: three half-lives */
                washout?: number;
                /** @description first day; default: the first use of either */
                start?: string;
                /** @description smallest difference worth caring about, in units or in sd */
                margin?: string;
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["products"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    forecast: {
        parameters: {
            query?: {
                /** @description days ahead */
                days?: number;
                /** @description from the evenings since that date instead, each as it would have been */
                backtest?: string;
                /** @description days between the evenings of backtest */
                every?: number;
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["forecast"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    compare: {
        parameters: {
            query?: {
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["compare"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    explain: {
        parameters: {
            query?: {
                /** @description the evening the forecast is made on; default: the last with a reading */
                day?: string;
                /** @description days ahead */
                horizon?: number;
                /** @description evenings up to that day whose attention is told */
                days?: number;
                /** @description where on the body; default: the one with most readings */
                site?: string;
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["explain"];
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    report: {
        parameters: {
            query?: {
                /** @description first date looked at */
                from?: string;
                /** @description last date looked at; it is `today` */
                to?: string;
                /** @description of whatever is drawn at random */
                seed?: number;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description it takes longer: ask again; Location tells how far it is */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description as If-None-Match has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    job: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    cancel_job: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    snooze: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
                alert: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["days"];
            };
        };
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["alerts"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    accounts: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["accounts"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    add_account: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["login"];
            };
        };
        responses: {
            /** @description the answer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["account"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    remove_account: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    grant: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                account: string;
                of: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["role"];
            };
        };
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["grant"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    revoke: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                account: string;
                of: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    tokens: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["tokens"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    add_token: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["token_in"];
            };
        };
        responses: {
            /** @description the answer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["token"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    remove_token: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    audit: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["audit"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    sensors: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["air"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    send: {
        parameters: {
            query?: {
                /** @description its name, where no token says it; default: webhook */
                device?: string;
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["sensor_readings"];
            };
        };
        responses: {
            /** @description the answer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["sent"];
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    events: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    openapi: {
        parameters: {
            query?: {
                /** @description of sentences and labels; default: Accept-Language */
                lang?: "en" | "zh";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
}
