/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

/** Entry point of the job. */
public final class TidemarkJob {

  private TidemarkJob() {}

  public static void main(String[] arguments) {}
}
