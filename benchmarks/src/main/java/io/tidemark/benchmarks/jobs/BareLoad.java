/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredRun;
import io.tidemark.benchmarks.measuring.RunProgress;
import io.tidemark.benchmarks.sink.BareLoader;
import java.net.URI;
import java.util.Properties;

/** Documents into Elasticsearch without Flink. */
public final class BareLoad {

  private BareLoad() {}

  public static void main(String[] arguments) throws Exception {
    MeasuredRun.take(JobSettings.of(arguments), BareLoad::start);
  }

  private static MeasuredRun.Job start(JobSettings settings) {
    BareLoader loader =
        new BareLoader(
            URI.create(settings.get(JobSettings.ELASTICSEARCH)),
            LoadedDocuments.MAKER::at,
            RunProgress.counter());
    long from = settings.number(JobSettings.TOPIC);
    Thread loading =
        new Thread(
            () -> {
              try {
                loader.load(from, from + settings.number(JobSettings.CALLS));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    RunProgress.begins();
    loading.start();
    return new MeasuredRun.Job() {
      @Override
      public void requireRunning() {}

      @Override
      public void stop(Properties figures) throws InterruptedException {
        loading.join();
      }
    };
  }
}
