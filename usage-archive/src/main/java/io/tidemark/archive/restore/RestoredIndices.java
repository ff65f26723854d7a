/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.archive.ArchiveException;
import io.tidemark.archive.manifest.ArchivedFile;
import io.tidemark.archive.source.Elasticsearch;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.RestoredAlias;
import io.tidemark.templates.Lifecycle;
import io.tidemark.templates.TemplateInstaller;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The indices that take restored documents. */
public final class RestoredIndices {

  private static final Duration WAIT = Duration.ofSeconds(60);

  private final Elasticsearch elasticsearch;
  private final TemplateInstaller templates;
  private final Clock clock;
  private final RestoreMark mark;
  private Lifecycle lifecycle = Lifecycle.ABSENT;

  public RestoredIndices(Elasticsearch elasticsearch, TemplateInstaller templates, Clock clock) {
    this.elasticsearch = elasticsearch;
    this.templates = templates;
    this.clock = clock;
    mark = new RestoreMark(elasticsearch);
  }

  /** Installs what is missing, so that new indices have the right mappings. */
  public void installTemplates() {
    lifecycle = templates.installTemplates(WAIT).lifecycle();
  }

  /** Creates the index of a file unless it is there, and marks it as not yet complete. */
  public void create(ArchivedFile file, LocalDate day) {
    requireOwn(file);
    if (!elasticsearch.get("/" + file.index() + "/_settings/index.uuid").isMissingNode()) {
      mark.set(file.index(), day);
      return;
    }
    ObjectNode body = Elasticsearch.createObject();
    ObjectNode aliases = body.putObject("aliases");
    aliases.putObject(RestoreMark.nameOf(day));
    if (lifecycle == Lifecycle.PRESENT) {
      // Age counts from the restore. By the date in its name the index would be deleted at once.
      body.putObject("settings").put("index.lifecycle.origination_date", clock.millis());
    } else {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      aliases.putObject(RestoredAlias.nameOf(today));
    }
    elasticsearch.send("PUT", "/" + file.index(), body);
  }

  /** Ends the restore of a day: all of its documents are there. */
  public void complete(LocalDate day) {
    mark.remove(day);
  }

  /** Makes restored documents visible. */
  public void refreshIndex(String index) {
    elasticsearch.send("POST", "/" + index + "/_refresh");
  }

  /** A manifest could come from anywhere: only indices of the file's family are written. */
  private static void requireOwn(ArchivedFile file) {
    String prefix =
        IndexFamily.find(file.family())
            .map(family -> IndexFamily.PREFIX + family.id() + "-")
            .orElseThrow(
                () ->
                    new ArchiveException(
                        file.file()
                            + " holds the family '"
                            + file.family()
                            + "', which is unknown"));
    if (!file.index().startsWith(prefix)
        || !file.index().substring(prefix.length()).matches("[0-9.]{7,10}")) {
      throw new ArchiveException(
          file.file() + " is for the index '" + file.index() + "', which is not of its family");
    }
  }
}
