/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.search.DocumentStore.Version;
import io.tidemark.api.search.ReadNumbers;
import io.tidemark.api.settings.SettingRepository.Stored;
import io.tidemark.api.web.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps views as new as what all instances have written. It asks for what was written since the
 * last time, by the sequence number of the index, and now and then for everything.
 */
@Component
public class SettingViews extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(SettingViews.class);

  /** Settings that are read at once; fewer where they are large. */
  private static final int PAGE = 500;

  /** Should the index be made again, its numbers start again. */
  private static final Duration WHOLE_AFTER = Duration.ofMinutes(5);

  private final SettingRepository repository;
  private final SettingFiles files;
  private final UnreadableSettings unreadable;
  private final SettingsProperties properties;
  private final Clock clock;
  private final List<SettingView<?>> views = new CopyOnWriteArrayList<>();
  private final Set<SettingAddress> leftOut = new HashSet<>();
  private final ReadNumbers numbers = new ReadNumbers();
  private long wholeAt = System.nanoTime();
  private boolean whole = true;
  private boolean everFound;
  private int most = PAGE;
  private volatile long readAt;
  private volatile Instant asOf = Instant.MIN;
  private volatile boolean loaded;

  SettingViews(
      SettingRepository repository,
      SettingFiles files,
      UnreadableSettings unreadable,
      SettingsProperties properties,
      Clock clock) {
    super("setting-views");
    this.repository = repository;
    this.files = files;
    this.unreadable = unreadable;
    this.properties = properties;
    this.clock = clock;
  }

  /** A view of one kind, which is empty until the first refresh. */
  public <T> SettingView<T> open(SettingKind<T> kind) {
    SettingView<T> view = new SettingView<>(kind, unreadable);
    synchronized (this) {
      views.add(view);
      whole = true;
    }
    return view;
  }

  /** Whether all settings have been read once. */
  public boolean isLoaded() {
    return loaded;
  }

  /** Whether no file is rejected, so that a setting of a file that is missing has left it. */
  public boolean hasAllFiles() {
    return files.isWhole();
  }

  /** How long ago the settings were read. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - readAt);
  }

  /** The time of the settings: views may lack what was written after it. */
  public Instant asOf() {
    return asOf;
  }

  /** Reads what was written since the last time. */
  public synchronized void refresh() {
    long now = System.nanoTime();
    Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    boolean everything = whole || now - wholeAt > WHOLE_AFTER.toNanos();
    List<Stored> written = readWritten(everything);
    requireIndex(everything, written);
    Map<String, List<Setting>> byKind =
        written.stream()
            .map(Stored::setting)
            .filter(setting -> !setting.body().isMissingNode())
            .collect(Collectors.groupingBy(setting -> setting.address().kind()));
    for (SettingView<?> view : views) {
      view.applyWritten(
          byKind.getOrDefault(view.kind(), List.of()), files.listSettings(view.kind()), everything);
    }
    List<Version> read = written.stream().map(Stored::version).toList();
    if (everything) {
      numbers.replace(read);
      whole = false;
      wholeAt = now;
    } else {
      numbers.add(read);
    }
    readAt = now;
    asOf = time;
    loaded = true;
  }

  /**
   * Deleted settings stay as documents. Where none is left, the index is closed or gone, as while a
   * snapshot is restored, and holds and budgets must stay in force.
   */
  private void requireIndex(boolean everything, List<Stored> written) {
    if (everything && everFound && written.isEmpty()) {
      throw ProblemException.unavailable(
          "The index of settings is closed, missing or empty.", properties.refresh());
    }
    everFound |= !written.isEmpty();
  }

  private List<Stored> readWritten(boolean everything) {
    long from = everything ? 0 : numbers.first();
    Set<Long> known = everything ? Set.of() : numbers.nextKnown();
    most = everything ? PAGE : most;
    List<Stored> written = new ArrayList<>();
    Page page;
    do {
      page = readPage(from, known);
      written.addAll(page.found());
      from =
          written.isEmpty() ? from : written.get(written.size() - 1).version().sequenceNumber() + 1;
    } while (!page.isLast());
    return written;
  }

  private record Page(List<Stored> found, boolean isLast) {}

  /** Price lists have thousands of prices: fewer of them fit into the memory of one answer. */
  private Page readPage(long from, Set<Long> known) {
    while (true) {
      try {
        List<Stored> found = repository.listWritten(from, known, most);
        return new Page(found, found.size() < most);
      } catch (ProblemException e) {
        if (!e.kind().equals(ProblemException.TOO_LARGE)) {
          throw e;
        }
        if (most == 1) {
          most = PAGE;
          return new Page(leaveOut(from, known), false);
        }
        most /= 2;
      }
    }
  }

  /** One that was stored with a larger heap must not keep all others from being read. */
  private List<Stored> leaveOut(long from, Set<Long> known) {
    List<Stored> one = repository.listWrittenNames(from, known, 1);
    for (Stored stored : one) {
      SettingAddress address = stored.setting().address();
      if (leftOut.add(address)) {
        LOG.error(
            "The {} {} takes more memory than one answer may have, and is left out",
            address.kind(),
            address.id());
      }
    }
    return one;
  }

  @Override
  protected void work() throws InterruptedException {
    boolean failing = false;
    while (isRunning()) {
      if (!views.isEmpty()) {
        try {
          refresh();
          failing = false;
        } catch (RuntimeException e) {
          if (!failing) {
            LOG.warn("Settings cannot be read; those read before stay in force", e);
          }
          failing = true;
        }
      }
      Thread.sleep(properties.refresh().toMillis());
    }
  }
}
