# The peer of bench/effects_mgcv.cpp: distributed lags of every cause on every dimension, in mgcv.
#
#   Rscript effects_mgcv.R FOLDER WAY
#
# FOLDER holds y.csv (days, dimensions; NA = not read), amount.csv (days, causes), nuisance.csv (days, the random columns
# that are no lags; names are block_number), basis.csv (lags 0 to 21, columns) and before.csv (a number for each cause).
# WAY is one of
#
#   bam       per dimension: a penalised spline over the lags of each cause, s(lag, by = amount), fREML; the noise is
#             AR(1) with the lag-one correlation of a first fit's residuals, as ?bam proposes
#   discrete  the same with discrete = TRUE
#   basis     the lags in the columns of basis.csv with a ridge each, the same design as ours, else as bam
#   gamm      the splines, nlme's corAR1 over the days fitted with all else, REML
#
# Slow waves, week, cycle and loads are ridges (gamm: random effects). Prints `seconds` from having read the files until
# all kernels, totals, standard errors and p are there, then a line for each pair: cause, dimension, total, error.
suppressPackageStartupMessages(library(mgcv))
words <- commandArgs(trailingOnly = TRUE)
table_of <- function(name) read.csv(file.path(words[1], name), check.names = FALSE)
way <- words[2]
y_all <- table_of("y.csv")
amount <- table_of("amount.csv")
nuisance <- as.matrix(table_of("nuisance.csv"))
basis <- as.matrix(table_of("basis.csv"))
before <- table_of("before.csv")$before
n_lags <- nrow(basis)
days <- nrow(y_all)

begun <- proc.time()[["elapsed"]]

lagged <- function(x, usual) sapply(seq_len(n_lags) - 1, function(lag) c(rep(usual, lag), x[seq_len(days - lag)]))
data <- list(L = matrix(seq_len(n_lags) - 1, days, n_lags, byrow = TRUE), line = seq(-1, 1, length.out = days),
             day = seq_len(days))
penalties <- list()
parts <- "line"
of_block <- sub("_.*", "", colnames(nuisance))
for (block in unique(of_block)) {
  data[[block]] <- nuisance[, of_block == block, drop = FALSE]
  if (way == "gamm") {
    parts <- c(parts, sprintf("s(%s, bs = \"re\")", block))
  } else {
    penalties[[block]] <- list(diag(ncol(data[[block]])))
    parts <- c(parts, block)
  }
}
for (cause in seq_along(amount)) {
  name <- paste0("x", cause)
  lags <- lagged(amount[[cause]], before[cause])
  if (way == "basis") {
    data[[name]] <- lags %*% basis
    penalties[[name]] <- list(diag(ncol(basis)))
    parts <- c(parts, name)
  } else {
    data[[name]] <- lags
    parts <- c(parts, sprintf("s(L, by = %s, bs = \"ps\", k = 10)", name))
  }
}
formula <- as.formula(paste("y ~", paste(parts, collapse = " + ")))

# The days with a reading, and whether one follows upon a gap.
known <- function(y) {
  rows <- which(!is.na(y))
  one <- lapply(data, function(x) if (is.matrix(x)) x[rows, , drop = FALSE] else x[rows])
  one$y <- y[rows]
  one$start <- c(TRUE, diff(rows) > 1)
  one
}

fit_of <- function(y) {
  one <- known(y)
  if (way == "gamm") {
    return(gamm(formula, data = one, correlation = corAR1(form = ~day), method = "REML")$gam)
  }
  fit <- function(rho) {
    bam(formula, data = one, paraPen = penalties, method = "fREML", discrete = way == "discrete", rho = rho,
        AR.start = start)
  }
  first <- fit(0)
  together <- !one$start[-1]
  rest <- residuals(first)
  fit(max(0, cor(rest[-1][together], rest[-length(rest)][together])))
}

found <- list()
for (dimension in names(y_all)) {
  fit <- fit_of(y_all[[dimension]])
  spread <- vcov(fit)
  if (way != "basis") tests <- summary(fit, re.test = FALSE)$s.table
  for (cause in seq_along(amount)) {
    if (way == "basis") {
      columns <- grep(paste0("^x", cause, "b[0-9]+$"), names(coef(fit)))
      curve <- basis
    } else {
      smooth <- Filter(function(s) identical(s$by, paste0("x", cause)), fit$smooth)[[1]]
      columns <- smooth$first.para:smooth$last.para
      at <- list(L = seq_len(n_lags) - 1)
      at[[smooth$by]] <- rep(1, n_lags)
      curve <- PredictMat(smooth, as.data.frame(at))
    }
    kernel <- curve %*% coef(fit)[columns]
    error <- sqrt(rowSums((curve %*% spread[columns, columns]) * curve))
    total <- colSums(curve)
    found[[length(found) + 1]] <- data.frame(cause = names(amount)[cause], dimension = dimension, total = sum(kernel),
                                             error = sqrt(drop(total %*% spread[columns, columns] %*% total)))
  }
}
cat(sprintf("seconds %.3f\n", proc.time()[["elapsed"]] - begun))
for (one in found) cat(sprintf("%s %s %.6f %.6f\n", one$cause, one$dimension, one$total, one$error))
