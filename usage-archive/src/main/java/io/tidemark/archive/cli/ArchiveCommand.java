/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.cli;

import io.tidemark.archive.ArchiveOptions;
import io.tidemark.archive.ArchiveReport;
import io.tidemark.archive.ArchiveRun;
import io.tidemark.archive.manifest.Archive;
import io.tidemark.archive.manifest.DayManifest;
import io.tidemark.archive.source.Elasticsearch;
import io.tidemark.archive.store.ArchiveStore;
import io.tidemark.stack.Quantity;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.elasticsearch.client.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "archive",
    description = {
      "Writes closed days as Parquet files with manifests.",
      "A day is closed when all its windows are final and take no more late events.",
      "Days that the archive holds are not written again; a day that was corrected since is written"
          + " as a new revision."
    },
    footer = {"", "Example: bin/tidemark archive --to archive"})
final class ArchiveCommand implements Callable<Integer> {

  private static final int SHOWN_OPEN_DAYS = 3;

  @Option(
      names = "--to",
      paramLabel = "DIR|s3://BUCKET/PREFIX",
      required = true,
      description = "Place of the archive; a folder is created when it is absent.")
  private String to;

  @Option(names = "--records", description = "Also archives records of calls and runs.")
  private boolean records;

  @Option(
      names = Lateness.OPTION,
      paramLabel = "DURATION",
      description =
          "How long windows take late events, as the job's option of this name (default: that of"
              + " TIDEMARK_JOB_ARGS, else "
              + Lateness.DEFAULT
              + ").")
  private String lateness;

  @Mixin private PlaceOptions place;
  @Mixin private ClusterOptions cluster;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ArchiveOptions options = new ArchiveOptions(records, latenessOf());
    PrintWriter out = spec.commandLine().getOut();
    ShownProgress progress = new ShownProgress(spec.commandLine().getErr());
    try (ArchiveStore store = place.locateArchive(to).openToWrite();
        RestClient client = cluster.open();
        Scratch scratch = Scratch.create()) {
      Archive archive = Archive.open(store);
      ArchiveRun run =
          new ArchiveRun(new Elasticsearch(client), archive, options, progress, Clock.systemUTC());
      ArchiveReport report = run.run(scratch.folder());
      progress.showEnd();
      print(out, report);
      archive
          .chain()
          .last()
          .ifPresent(last -> out.println("SHA-256 of the last manifest: " + last.sha256()));
      out.flush();
    }
    return 0;
  }

  private static void print(PrintWriter out, ArchiveReport report) {
    for (DayManifest day : report.written()) {
      long bytes = day.files().stream().mapToLong(file -> file.bytes()).sum();
      out.println(
          String.format(
              Locale.ROOT,
              "%s revision %d: %s, %s",
              day.day(),
              day.revision(),
              Quantity.format(day.countRows(), "document"),
              Quantity.format(bytes, "byte")));
    }
    out.println(
        "days written: %d, unchanged: %d, not closed: %d"
            .formatted(report.written().size(), report.unchanged(), report.open().size()));
    report.open().stream().limit(SHOWN_OPEN_DAYS).forEach(day -> out.println("  " + day));
    if (report.open().size() > SHOWN_OPEN_DAYS) {
      int more = report.open().size() - SHOWN_OPEN_DAYS;
      out.println("  and " + Quantity.format(more, "later day"));
    }
  }

  private Duration latenessOf() {
    return Lateness.parse(
        lateness == null ? Lateness.findInJob(ClusterOptions.stack().jobArguments()) : lateness);
  }
}
