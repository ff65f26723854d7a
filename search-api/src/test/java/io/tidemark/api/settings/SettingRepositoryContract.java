/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static io.tidemark.api.settings.ChangesUntil.withBodies;
import static io.tidemark.api.settings.ChangesUntil.withoutBodies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.api.settings.SettingChange.Action;
import io.tidemark.api.settings.SettingRepository.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract of every repository. */
abstract class SettingRepositoryContract {

  private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");

  /** A repository that may hold settings of other tests, of other tenants. */
  abstract SettingRepository repository();

  @Test
  void findsCreatedSettingsAtOnce() {
    Setting first = setting("created", "a", 1, "{\"amount\":\"0.8\",\"n\":7,\"x\":[1.5,null]}");

    assertThat(repository().createSetting(first)).isTrue();

    assertThat(repository().findStored(first.address())).map(Stored::setting).contains(first);
    Setting name = repository().findStoredName(first.address()).orElseThrow().setting();
    assertThat(name.changedAt()).isEqualTo(first.changedAt());
    assertThat(name.body().isMissingNode()).isTrue();
    assertThat(repository().listSettings("k", "created", 10)).containsExactly(first);
  }

  @Test
  void createsASettingOnce() {
    Setting first = setting("once", "a", 1, "{}");
    repository().createSetting(first);

    assertThat(repository().createSetting(setting("once", "a", 1, "{\"b\":1}"))).isFalse();
    assertThat(repository().findStored(first.address())).map(Stored::setting).contains(first);
  }

  @Test
  void letsOneOfTwoWritersWin() {
    repository().createSetting(setting("race", "a", 1, "{}"));
    SettingAddress address = new SettingAddress("k", "race", "a");
    Stored read = repository().findStored(address).orElseThrow();

    assertThat(repository().replaceSetting(setting("race", "a", 2, "{\"by\":1}"), read.version()))
        .isTrue();
    assertThat(repository().replaceSetting(setting("race", "a", 2, "{\"by\":2}"), read.version()))
        .isFalse();

    assertThat(repository().findStored(address).orElseThrow().setting().body().path("by").asInt())
        .isEqualTo(1);
  }

  @Test
  void keepsTenantsKindsAndIdsApart() {
    repository().createSetting(setting("apart", "a", 1, "{}"));
    repository().createSetting(setting("apart\n1", "a", 1, "{}"));
    Setting shared = setting(SettingAddress.SHARED, "apart-shared", 1, "{}");
    repository().createSetting(shared);

    assertThat(repository().listSettings("k", "apart", 10)).hasSize(1);
    assertThat(repository().listSettings("other", "apart", 10)).isEmpty();
    assertThat(repository().listSettings("k", "absent", 10)).isEmpty();
    assertThat(repository().findStored(new SettingAddress("k", "apart", "b"))).isEmpty();
    assertThat(repository().listSettings("k", SettingAddress.SHARED, 100)).contains(shared);
  }

  @Test
  void listsByIdWithoutDeletedSettings() {
    for (String id : List.of("c", "a", "b", "d")) {
      repository().createSetting(setting("listed", id, 1, "{}"));
    }
    Stored b = repository().findStored(new SettingAddress("k", "listed", "b")).orElseThrow();
    repository().replaceSetting(deleted("listed", "b", 2), b.version());

    assertThat(repository().listSettings("k", "listed", 2))
        .extracting(setting -> setting.address().id())
        .containsExactly("a", "c");
    assertThat(repository().countSettings("k", "listed", 10)).isEqualTo(3);
    assertThat(repository().countSettings("k", "listed", 2)).isEqualTo(2);
  }

  @Test
  void listsWritesInTheirOrderWithDeletions() {
    repository().createSetting(setting("written", "a", 1, "{}"));
    long from =
        repository()
            .findStored(new SettingAddress("k", "written", "a"))
            .orElseThrow()
            .version()
            .sequenceNumber();
    repository().createSetting(setting("written", "b", 1, "{}"));
    Stored a = repository().findStored(new SettingAddress("k", "written", "a")).orElseThrow();
    repository().replaceSetting(deleted("written", "a", 2), a.version());

    assertThat(repository().listWritten(from, Set.of(), 100))
        .extracting(stored -> stored.setting().address().id(), stored -> stored.setting().deleted())
        .containsExactly(tuple("b", false), tuple("a", true));
    assertThat(repository().listWritten(from, Set.of(), 1)).hasSize(1);
    long ofB =
        repository()
            .findStored(new SettingAddress("k", "written", "b"))
            .orElseThrow()
            .version()
            .sequenceNumber();
    Set<Long> known = Set.of(from, ofB);
    assertThat(repository().listWritten(from, known, 100))
        .extracting(stored -> stored.setting().address().id())
        .containsExactly("a");
    assertThat(repository().listWrittenNames(from, known, 100)).hasSize(1);
    assertThat(repository().listWrittenNames(from, Set.of(), 100))
        .extracting(stored -> stored.setting().address().id(), stored -> stored.setting().deleted())
        .containsExactly(tuple("b", false), tuple("a", true));
    assertThat(
            repository()
                .listWrittenNames(from, Set.of(), 1)
                .get(0)
                .setting()
                .body()
                .isMissingNode())
        .isTrue();
  }

  @Test
  void keepsTheFirstEntryOfARevisionInTheLog() {
    SettingChange first = SettingChange.between(null, setting("logged", "a", 1, "{\"v\":1}"));
    repository().appendChange(first);
    repository().appendChange(SettingChange.between(null, setting("logged", "a", 1, "{\"v\":9}")));

    assertThat(repository().findChange(first.address(), 1)).contains(first);
    assertThat(repository().findChange(first.address(), 2)).isEmpty();
    assertThat(repository().isLogged(first.address(), 1)).isTrue();
    assertThat(repository().isLogged(first.address(), 2)).isFalse();
  }

  @Test
  void listsChangesUntilATimeNewestFirst() {
    SettingAddress address = new SettingAddress("k", "past", "a");
    JsonNode before = null;
    for (int i = 1; i <= 3; i++) {
      Setting setting = setting("past", "a", i, "{\"v\":" + i + "}");
      repository().appendChange(SettingChange.between(before, setting));
      before = setting.body();
    }
    repository().appendChange(SettingChange.between(before, deleted("past", "a", 4)));

    List<SettingChange> all =
        repository().listChanges(address, withBodies(SettingQuery.END_OF_TIME, 10));
    assertThat(all).extracting(SettingChange::revision).containsExactly(4L, 3L, 2L, 1L);
    assertThat(all.get(0).action()).isEqualTo(SettingChange.Action.DELETED);
    assertThat(all.get(0).after()).isNull();
    assertThat(all.get(3).before()).isNull();
    assertThat(all.get(1).before().path("v").asInt()).isEqualTo(2);
    assertThat(repository().listChanges(address, withBodies(NOON.plusSeconds(2), 1)))
        .extracting(SettingChange::revision)
        .containsExactly(2L);
    assertThat(repository().listChanges(address, withBodies(NOON, 1))).isEmpty();
    assertThat(repository().listChanges(address, ChangesUntil.last(NOON.plusSeconds(2))))
        .containsExactly(
            new SettingChange(
                address,
                2,
                SettingChange.Action.UPDATED,
                null,
                all.get(2).after(),
                all.get(2).changedBy(),
                all.get(2).changedAt()));
    assertThat(repository().listChanges(address, withoutBodies(NOON.plusSeconds(2), 1)))
        .containsExactly(
            new SettingChange(
                address,
                2,
                SettingChange.Action.UPDATED,
                null,
                null,
                all.get(2).changedBy(),
                all.get(2).changedAt()));
  }

  @Test
  void findsTheLastChangeOfAKind() {
    SettingAddress address = new SettingAddress("k", "last", "a");
    repository().appendChange(SettingChange.between(null, setting("last", "a", 1, "{}")));
    repository().appendChange(SettingChange.between(null, setting("last", "b", 7, "{}")));
    JsonNode body = SettingDocument.EMPTY;
    repository().appendChange(SettingChange.between(body, deleted("last", "a", 2)));
    repository().appendChange(SettingChange.between(null, setting("last", "a", 3, "{}")));
    repository().appendChange(SettingChange.between(body, setting("last", "a", 4, "{}")));

    assertThat(findLast(address, Action.CREATED, Action.DELETED)).contains(3L);
    assertThat(findLast(address, Action.DELETED)).contains(2L);
    assertThat(findLast(new SettingAddress("k", "last", "c"), Action.CREATED)).isEmpty();
  }

  private Optional<Long> findLast(SettingAddress address, Action... actions) {
    return repository().findLastChange(address, Set.of(actions)).map(SettingChange::revision);
  }

  @Test
  void listsIdsOfAllSettingsPageByPage() {
    for (String id : List.of("c", "a", "b", "d")) {
      repository().createSetting(setting("ids", id, 1, "{}"));
    }
    Stored b = repository().findStored(new SettingAddress("k", "ids", "b")).orElseThrow();
    repository().replaceSetting(deleted("ids", "b", 2), b.version());

    assertThat(repository().listIds("k", "ids", "", 3)).containsExactly("a", "b", "c");
    assertThat(repository().listIds("k", "ids", "c", 3)).containsExactly("d");
    assertThat(repository().listIds("k", "ids", "d", 3)).isEmpty();
  }

  @Test
  void tellsRevisionsApartThatAreAMillisecondApart() {
    SettingAddress address = new SettingAddress("k", "close", "a");
    for (int i = 1; i <= 3; i++) {
      repository()
          .appendChange(
              new SettingChange(
                  address,
                  i,
                  SettingChange.Action.UPDATED,
                  null,
                  SettingDocument.EMPTY,
                  "root",
                  NOON.plusMillis(i - 1)));
    }

    assertThat(repository().listChanges(address, withBodies(NOON, 10))).hasSize(1);
    assertThat(repository().listChanges(address, withBodies(NOON.plusMillis(1), 10))).hasSize(2);
    assertThat(repository().listChanges(address, withBodies(NOON.minusMillis(1), 10))).isEmpty();
  }

  private static Setting setting(String tenant, String id, long revision, String body) {
    return new Setting(
        new SettingAddress("k", tenant, id),
        revision,
        JsonMapper.shared().readTree(body),
        "root",
        NOON.plusSeconds(revision),
        false,
        Setting.Origin.API);
  }

  private static Setting deleted(String tenant, String id, long revision) {
    return new Setting(
        new SettingAddress("k", tenant, id),
        revision,
        SettingDocument.EMPTY,
        "root",
        NOON.plusSeconds(revision),
        true,
        Setting.Origin.API);
  }
}
