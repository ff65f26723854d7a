/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.page.PageLinks;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.workload.FilterField;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Links to the page that show the window of an alert with the filters of its monitor. */
@Component
class AlertLinks {

  /** Windows before that one, which make it understandable. */
  private static final int WINDOWS_BEFORE = 7;

  private static final Duration LONGEST_PAST = Duration.ofDays(14);

  private final PageLinks links;

  AlertLinks(PageLinks links) {
    this.links = links;
  }

  /** A link to the usage of these groups together, or of all where it would be too long. */
  String createLink(Monitor monitor, List<Group> groups, Window window) {
    String link = createWholeLink(monitor, groups, window);
    return link.length() > PageLinks.LONGEST
        ? createWholeLink(monitor, List.of(Group.ALL), window)
        : link;
  }

  private String createWholeLink(Monitor monitor, List<Group> groups, Window window) {
    Duration past = Duration.between(window.from(), window.to()).multipliedBy(WINDOWS_BEFORE);
    Duration shown = past.compareTo(LONGEST_PAST) > 0 ? LONGEST_PAST : past;
    Instant from = window.from().minus(shown).truncatedTo(ChronoUnit.HOURS);
    return links.createLink(
        monitor.workload().id(), from, window.to(), monitor.zone(), filters(monitor, groups));
  }

  private static Map<String, List<String>> filters(Monitor monitor, List<Group> groups) {
    Map<String, List<String>> filters = new LinkedHashMap<>();
    for (Filters.Filter filter : monitor.match().kept()) {
      filters.put(filter.field(), filter.values());
    }
    for (Filters.Filter filter : monitor.match().leftOut()) {
      filters.put(FilterField.NOT + filter.field(), filter.values());
    }
    List<String> values = groups.stream().flatMap(group -> group.value().stream()).toList();
    // A filter would hide a group without a value.
    if (values.size() == groups.size()) {
      monitor
          .per()
          .filter(dimension -> !dimension.equals(Monitor.ADDRESS_BLOCK))
          .ifPresent(dimension -> filters.put(dimension, values));
    }
    return filters;
  }
}
