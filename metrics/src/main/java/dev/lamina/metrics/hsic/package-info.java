/// Linear HSIC, the Hilbert-Schmidt independence criterion with kernels `K = XXᵀ` and
/// `L = YYᵀ`: what linear CKA, biased and debiased, is made of, and what each row adds to it.
///
/// [dev.lamina.metrics.hsic.LinearPass] reads the rows of several sides once, block by block, and
/// gives [dev.lamina.metrics.hsic.PairTerms] of the pairs one asks for and
/// [dev.lamina.metrics.hsic.SelfTerms] of each side, which serve its other pairs as well.
@NullMarked
package dev.lamina.metrics.hsic;

import org.jspecify.annotations.NullMarked;
