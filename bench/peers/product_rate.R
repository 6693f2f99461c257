# How fast R multiplies: prints the GFLOP/s of the quickest of ten 512x512x512 products in doubles, R's version and its BLAS.
n <- 512
a <- matrix(0.5, n, n)
b <- matrix(0.25, n, n)
seconds <- sapply(1:10, function(i) {
  begun <- Sys.time()
  for (j in 1:4) a %*% b
  as.numeric(Sys.time() - begun, units = "secs") / 4
})
cat(sprintf("%.1f %s %s %s\n", 2 * n^3 / min(seconds) / 1e9, getRversion(), La_library(), "-"))
