/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.settings.SettingEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers about erasures. They never say who was erased. */
final class ErasureAnswer {

  private static final List<Holder> ALWAYS =
      List.of(
          new Holder("kafka", "the events, until the retention of their topics"),
          new Holder(
              "intake_spool",
              "events in files of intake, until Kafka takes them or they are deleted"),
          new Holder(
              "job_state",
              "open hours and days, until they close, and savepoints until they are deleted"),
          new Holder("archives", "files of bin/tidemark archive, until they are deleted"),
          new Holder("backups", "snapshots of Elasticsearch, until they are deleted"));

  private ErasureAnswer() {}

  /**
   * One erasure.
   *
   * @param id of the erasure
   * @param pseudonym the id that stands for the person from now on
   * @param mode {@code pseudonym} or {@code delete}
   * @param state running, or finished once a search found nothing any more
   * @param reason why; null when nothing was said
   * @param finishedAt when it was finished; null while it runs
   * @param changed documents that were changed or deleted, by index, so far: again each time that
   *     they came back
   * @param stillHeldBy what is not part of the erasure
   */
  record ErasureDetail(
      String id,
      String pseudonym,
      String mode,
      String state,
      @Schema(nullable = true) String reason,
      String requestedBy,
      Instant requestedAt,
      @Schema(nullable = true) Instant finishedAt,
      Map<String, Long> changed,
      List<Holder> stillHeldBy) {

    static ErasureDetail of(SettingEntry<Erasure> entry, List<String> holds) {
      Erasure erasure = entry.value();
      List<Holder> holders = new ArrayList<>(ALWAYS);
      holds.forEach(id -> holders.add(new Holder("legal_hold", "the copies of legal hold " + id)));
      return new ErasureDetail(
          entry.setting().address().id(),
          erasure.pseudonym(),
          erasure.mode().id(),
          erasure.state().id(),
          erasure.reason(),
          erasure.requestedBy(),
          erasure.requestedAt(),
          erasure.finishedAt(),
          new TreeMap<>(erasure.changed()),
          List.copyOf(holders));
    }
  }

  /**
   * Something that may still have the person's id.
   *
   * @param what {@code kafka}, {@code intake_spool}, {@code job_state}, {@code archives}, {@code
   *     backups} or {@code legal_hold}
   * @param holds what it has, and until when
   */
  record Holder(String what, String holds) {}

  /**
   * Erasures by id.
   *
   * @param next value of {@code after} for the next page; null on the last one
   */
  record ErasureList(List<ErasureDetail> erasures, @Schema(nullable = true) String next) {}
}
