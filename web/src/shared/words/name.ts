// What a new name may be, for the pattern of a field: nothing that separates in files or in addresses.
export const namePattern = '[^:;=@"\\/\\\\*]*[^:;=@"\\/\\\\*.][^:;=@"\\/\\\\*]*'
