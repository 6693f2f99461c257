// `pattern` of an input for a new name: without the separators of files and URLs.
export const namePattern = '[^:;=@"\\/\\\\*]*[^:;=@"\\/\\\\*.][^:;=@"\\/\\\\*]*'
