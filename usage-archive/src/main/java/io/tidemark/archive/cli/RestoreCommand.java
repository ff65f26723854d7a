/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.cli;

import io.tidemark.archive.ArchiveException;
import io.tidemark.archive.RestoreRun;
import io.tidemark.archive.manifest.Archive;
import io.tidemark.archive.manifest.DayManifest;
import io.tidemark.archive.manifest.ManifestLink;
import io.tidemark.archive.restore.DocumentWriter;
import io.tidemark.archive.restore.RestoredIndices;
import io.tidemark.archive.source.Elasticsearch;
import io.tidemark.archive.store.ArchiveStore;
import io.tidemark.model.index.Keep;
import io.tidemark.stack.Quantity;
import io.tidemark.templates.TemplateInstaller;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.elasticsearch.client.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    description = {
      "Brings the documents of a day back from an archive, under their ids and versions.",
      "Documents that Elasticsearch has in the same version or a newer one stay.",
      "All files and manifests are verified before anything is written."
    },
    footer = {"", "Example: bin/tidemark restore --from archive --day 2026-10-03"})
final class RestoreCommand implements Callable<Integer> {

  @Option(
      names = "--from",
      paramLabel = "DIR|s3://BUCKET/PREFIX",
      required = true,
      description = "Place of the archive.")
  private String from;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      required = true,
      description = "Day to restore, for example 2026-10-03.")
  private String day;

  @Option(
      names = "--revision",
      paramLabel = "NUMBER",
      description = "Revision of the day (default: the last one).")
  private Integer revision;

  @Mixin private PlaceOptions place;
  @Mixin private ClusterOptions cluster;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    LocalDate date = parseDay();
    ShownProgress progress = new ShownProgress(spec.commandLine().getErr());
    try (ArchiveStore store = place.locateArchive(from).openToRead();
        RestClient client = cluster.open();
        Scratch scratch = Scratch.create()) {
      Archive archive = Archive.open(store);
      ManifestLink link = find(archive, date);
      Elasticsearch elasticsearch = new Elasticsearch(client);
      // With the default retention, policies of a longer one would be reset.
      TemplateInstaller templates = new TemplateInstaller(client, readKeep(System.getenv()));
      RestoredIndices indices = new RestoredIndices(elasticsearch, templates, Clock.systemUTC());
      DocumentWriter documents = new DocumentWriter(elasticsearch);
      DayManifest restored =
          new RestoreRun(archive, indices, documents, progress).run(link, scratch.folder());
      progress.showEnd();
      print(restored, documents);
    }
    return 0;
  }

  static Keep readKeep(Map<String, String> environment) {
    try {
      return Keep.fromEnvironment(environment);
    } catch (IllegalArgumentException wrong) {
      throw new ArchiveException(wrong.getMessage(), wrong);
    }
  }

  private LocalDate parseDay() {
    try {
      return LocalDate.parse(day);
    } catch (DateTimeParseException wrong) {
      throw new ArchiveException("invalid day '" + day + "': use for example 2026-10-03", wrong);
    }
  }

  private ManifestLink find(Archive archive, LocalDate date) {
    Optional<ManifestLink> link =
        revision == null
            ? archive.chain().findDay(date)
            : archive.chain().findRevision(date, revision);
    return link.orElseThrow(() -> new ArchiveException(explainMissing(archive, date)));
  }

  private String explainMissing(Archive archive, LocalDate date) {
    List<LocalDate> days = archive.chain().days();
    if (days.isEmpty()) {
      return "no archive in " + from;
    }
    if (days.contains(date)) {
      return "the archive holds no revision %d of %s".formatted(revision, date);
    }
    return "the archive does not hold %s: it holds %s from %s to %s"
        .formatted(
            date, Quantity.format(days.size(), "day"), days.get(0), days.get(days.size() - 1));
  }

  private void print(DayManifest restored, DocumentWriter documents) {
    spec.commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "%s revision %d: %s restored, %,d were there already or newer",
                restored.day(),
                restored.revision(),
                Quantity.format(documents.written(), "document"),
                documents.kept()));
    spec.commandLine().getOut().flush();
  }
}
