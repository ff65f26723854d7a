/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Views follow what is written. */
@Tag("fast")
class SettingViewsTest {

  private static final Instant NOW = Instant.parse("2026-03-12T12:00:00Z");

  private final NoteKind kind = new NoteKind();
  private final MemorySettings repository = new MemorySettings();
  private final SettingFiles files = new SettingFiles();
  private final UnreadableSettings unreadable = new UnreadableSettings();
  private final SettingStore store =
      new SettingStore(repository, files, unreadable, Clock.fixed(NOW, ZoneOffset.UTC));
  private final SettingViews views =
      new SettingViews(
          repository,
          files,
          unreadable,
          new SettingsProperties(null, Duration.ofSeconds(5)),
          Clock.fixed(NOW, ZoneOffset.UTC));
  private final SettingView<NoteKind.Note> view = views.open(kind);

  @Test
  void showsCreatedChangedAndDeletedSettings() {
    put("acme", "a", "one");
    views.refresh();
    assertThat(text("acme", "a")).isEqualTo("one");

    put("acme", "a", "two");
    put("globex", "a", "other");
    views.refresh();
    assertThat(text("acme", "a")).isEqualTo("two");
    assertThat(text("globex", "a")).isEqualTo("other");
    assertThat(view.tenants()).containsExactly("acme", "globex");

    store.delete(root("acme"), kind, "a", false, Precondition.NONE);
    views.refresh();
    assertThat(view.find("acme", "a")).isEmpty();
    assertThat(view.list("globex")).hasSize(1);
  }

  @Test
  void readsManySettingsPageByPage() {
    for (int i = 0; i < 1_200; i++) {
      put("tenant-" + i, "a", "t" + i);
    }
    views.refresh();
    assertThat(view.tenants()).hasSize(1_200);

    put("tenant-0", "a", "changed");
    put("tenant-1199", "b", "new");
    views.refresh();
    assertThat(text("tenant-0", "a")).isEqualTo("changed");
    assertThat(text("tenant-1199", "b")).isEqualTo("new");
    assertThat(view.tenants()).hasSize(1_200);
  }

  @Test
  void readsEachWriteOnce() {
    for (int i = 0; i < 40; i++) {
      put("tenant-" + i, "a", "t" + i);
    }
    views.refresh();
    assertThat(repository.countRead()).isEqualTo(40);

    views.refresh();
    assertThat(repository.countRead()).isZero();
    put("tenant-0", "a", "changed");
    views.refresh();
    assertThat(repository.countRead()).isEqualTo(1);
    assertThat(text("tenant-0", "a")).isEqualTo("changed");
  }

  /** Once a minute: they may be others of an index that was made again. */
  @Test
  void readsTheNewestWritesAgainAtEveryTwelfthTime() {
    for (int i = 0; i < 40; i++) {
      put("tenant-" + i, "a", "t" + i);
    }
    views.refresh();
    repository.countRead();

    List<Integer> read = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      views.refresh();
      read.add(repository.countRead());
    }

    assertThat(read).containsOnly(0, 40);
    assertThat(read.stream().filter(count -> count == 40)).hasSize(2);
  }

  @Test
  void findsAWriteThatBecomesSearchableAfterNewerOnes() {
    put("tenant-0", "a", "t0");
    put("tenant-1", "a", "t1");
    put("tenant-2", "a", "t2");
    repository.hideWrites(Set.of(1L));
    views.refresh();
    views.refresh();
    assertThat(view.tenants()).containsExactly("tenant-0", "tenant-2");

    repository.hideWrites(Set.of());
    views.refresh();

    assertThat(view.tenants()).containsExactly("tenant-0", "tenant-1", "tenant-2");
  }

  /** A search of a closed index finds nothing, as that of a new one. */
  @Test
  void keepsSettingsWhileTheIndexIsAway() {
    views.refresh();
    put("tenant-0", "a", "t0");
    views.refresh();

    repository.hideWrites(Set.of(0L, 1L));
    // Another view reads everything.
    views.open(kind);
    assertThatThrownBy(views::refresh).isInstanceOf(ProblemException.class);
    assertThat(text("tenant-0", "a")).isEqualTo("t0");

    repository.hideWrites(Set.of());
    put("tenant-0", "a", "changed");
    views.refresh();
    assertThat(text("tenant-0", "a")).isEqualTo("changed");
  }

  /** Price lists have thousands of prices: 500 of them are larger than an answer can be. */
  @Test
  void readsFewerLargeSettingsAtOnce() {
    for (int i = 0; i < 40; i++) {
      put("tenant-" + i, "a", "t" + i);
    }
    repository.limitAnswers(3);
    views.refresh();
    assertThat(views.isLoaded()).isTrue();
    assertThat(view.tenants()).hasSize(40);

    put("tenant-0", "a", "changed");
    views.refresh();
    assertThat(text("tenant-0", "a")).isEqualTo("changed");
    assertThat(view.tenants()).hasSize(40);
  }

  /** It was stored by an instance with a larger heap. */
  @Test
  void leavesOutASettingThatIsLargerThanAnAnswerCanBe() {
    for (int i = 0; i < 40; i++) {
      put("tenant-" + i, "a", i == 20 ? "x".repeat(90) : "t" + i);
    }
    repository.limitBodies(80);

    views.refresh();

    assertThat(views.isLoaded()).isTrue();
    assertThat(view.tenants()).hasSize(39).doesNotContain("tenant-20");
    put("tenant-20", "a", "smaller");
    views.refresh();
    assertThat(text("tenant-20", "a")).isEqualTo("smaller");
  }

  @Test
  void anOwnSettingHidesASharedOneAndAFileHidesBoth() {
    Scope operator = new Scope("acme", "ops", Set.of(Role.OPERATOR), new TreeSet<>());
    store.put(
        operator,
        kind,
        "a",
        true,
        JsonMapper.shared().readTree("{\"text\":\"shared\"}"),
        Precondition.NONE);
    views.refresh();
    assertThat(text("acme", "a")).isEqualTo("shared");

    put("acme", "a", "own");
    views.refresh();
    assertThat(text("acme", "a")).isEqualTo("own");
    assertThat(text("globex", "a")).isEqualTo("shared");

    SettingAddress address = new SettingAddress("note", "acme", "a");
    Setting file =
        new Setting(
            address,
            0,
            JsonMapper.shared().readTree("{\"text\":\"file\"}"),
            "file a.yaml",
            NOW,
            false,
            Setting.Origin.FILE);
    files.replaceAll(Map.of(address, file), true);
    views.refresh();
    assertThat(view.list("acme")).extracting(entry -> entry.value().text()).containsExactly("file");

    files.replaceAll(Map.of(), true);
    views.refresh();
    assertThat(text("acme", "a")).isEqualTo("own");
  }

  @Test
  void aBodyThatCannotBeReadLeavesTheOneBefore() {
    put("acme", "a", "one");
    views.refresh();
    SettingRepository.Stored stored =
        repository.findStored(new SettingAddress("note", "acme", "a")).orElseThrow();
    repository.replaceSetting(
        new Setting(
            stored.setting().address(),
            2,
            JsonMapper.shared().readTree("{\"later\":true}"),
            "root",
            NOW.plusSeconds(1),
            false,
            Setting.Origin.API),
        stored.version());

    views.refresh();

    assertThat(text("acme", "a")).isEqualTo("one");
    assertThat(view.list("acme"))
        .extracting(entry -> entry.setting().revision())
        .isEqualTo(List.of(1L));
    assertThat(unreadable.list("acme"))
        .containsExactly(
            new UnreadableSetting(
                "note",
                "a",
                "later",
                "There is no such member; allowed are text, number, secret, nested."));
    put("acme", "a", "three");
    views.refresh();
    assertThat(unreadable.list("acme")).isEmpty();
  }

  @Test
  void aBodyWithWhichItsKindFailsCostsNoOtherSetting() {
    repository.createSetting(
        SettingSample.create(
            "note", "acme", "a", JsonMapper.shared().readTree("{\"fault\":1}"), 1, NOW));
    put("acme", "b", "two");
    put("globex", "a", "three");

    views.refresh();

    assertThat(view.find("acme", "a")).isEmpty();
    assertThat(text("acme", "b")).isEqualTo("two");
    assertThat(text("globex", "a")).isEqualTo("three");
    assertThat(unreadable.list("acme")).extracting(UnreadableSetting::id).containsExactly("a");
    store.delete(root("acme"), kind, "a", false, Precondition.NONE);
    views.refresh();
    assertThat(unreadable.list("acme")).isEmpty();
  }

  private void put(String tenant, String id, String text) {
    store.put(
        root(tenant),
        kind,
        id,
        false,
        JsonMapper.shared().readTree("{\"text\":\"" + text + "\"}"),
        Precondition.NONE);
  }

  private static Scope root(String tenant) {
    return new Scope(tenant, "root", Set.of(Role.SUPER_ADMIN), new TreeSet<>());
  }

  private String text(String tenant, String id) {
    return view.find(tenant, id).orElseThrow().value().text();
  }
}
