/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.access.Scope;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorParser;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.AlertState;
import io.tidemark.api.monitors.evaluation.Change;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.monitors.evaluation.MetricSource;
import io.tidemark.api.monitors.evaluation.MetricValue;
import io.tidemark.api.monitors.evaluation.MetricValues;
import io.tidemark.api.monitors.evaluation.MonitorState;
import io.tidemark.api.monitors.evaluation.Suppression;
import io.tidemark.api.search.DocumentStore.Version;
import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.api.settings.SettingStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Monitors follow revisions; a setting of a file has none, and its body stands for it. */
@Tag("fast")
class MonitorRevisionsTest {

  private static final Instant FINAL = Instant.parse("2026-03-12T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-12T10:20:00Z");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String TENANT = "acme";
  private static final String ID = "busy";

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Scope ROOT = new Scope(TENANT, "root", true, new TreeSet<>());

  private final SettingStore settings = SettingSample.createInMemory(CLOCK).store();
  private final MonitorKind kind = new MonitorKind(null, null);
  private final MemoryStates states = new MemoryStates();
  private final MonitorEvaluation evaluation =
      new MonitorEvaluation(
          states, tenant -> new ConstantSource(10), workload -> FINAL, null, null, settings, CLOCK);

  @Test
  void evaluatesAMonitorAgainWhenItsFileChanges() {
    SettingEntry<Monitor> calls = readFile("calls", 100);
    assertThat(evaluate(calls)).isEqualTo(AlertState.OK);
    assertThat(evaluation.isDue(calls, states.state, Suppression.NONE)).isFalse();
    SettingEntry<Monitor> tokens = readFile("total_tokens", 5);

    assertThat(evaluation.isDue(tokens, states.state, Suppression.NONE)).isTrue();
    assertThat(evaluate(tokens)).isEqualTo(AlertState.FIRING);

    states.state.clearUnsent();
    assertThat(evaluation.isDue(tokens, states.state, Suppression.NONE)).isFalse();
  }

  @Test
  void keepsAlertsThatAnEarlierBuildStored() {
    SettingEntry<Monitor> calls = readFile("calls", 5);
    assertThat(evaluate(calls)).isEqualTo(AlertState.FIRING);
    states.state.clearUnsent();
    MonitorState before = states.state;
    // It knew neither a revision nor a shape of monitors in files.
    ObjectNode stored = JSON.valueToTree(before);
    states.state = JSON.treeToValue(stored.put("revision", 0).put("shape", ""), MonitorState.class);

    assertThat(evaluate(calls)).isEqualTo(AlertState.FIRING);

    assertThat(states.state.unsent()).isEmpty();
    assertThat(states.state.position()).isEqualTo(before.position());
    assertThat(states.state.revision()).isEqualTo(before.revision());
  }

  @Test
  void keepsAlertsOfAMonitorThatIsEditedAndNoneOfOneThatIsMadeAgain() {
    assertThat(evaluate(put(5))).isEqualTo(AlertState.FIRING);
    states.state.clearUnsent();
    SettingEntry<Monitor> edited = put(6);
    assertThat(evaluate(edited)).isEqualTo(AlertState.FIRING);
    assertThat(states.state.unsent()).isEmpty();
    settings.delete(ROOT, kind, ID, false, Precondition.NONE);

    assertThat(evaluate(put(6))).isEqualTo(AlertState.FIRING);

    assertThat(states.state.unsent()).hasSize(1);
    assertThat(states.state.unsent().get(0).changes())
        .extracting(Change::kind)
        .containsExactly(Change.Kind.FIRED);
  }

  @Test
  void anInstanceThatHasNotReadTheLastRevisionLeavesItsState() {
    SettingEntry<Monitor> before = put(5);
    evaluate(before);
    states.state.clearUnsent();
    evaluate(put(20));
    assertThat(states.state.revision()).isEqualTo(2);
    states.state.clearUnsent();

    assertThat(evaluate(before)).isEqualTo(AlertState.FIRING);

    assertThat(states.state.revision()).isEqualTo(2);
    assertThat(states.state.unsent()).isEmpty();
  }

  private SettingEntry<Monitor> put(int above) {
    Setting stored =
        settings.put(ROOT, kind, ID, false, body("calls", above), Precondition.NONE).setting();
    return new SettingEntry<>(stored, MonitorParser.parse(ID, stored.body()));
  }

  private AlertState evaluate(SettingEntry<Monitor> entry) {
    return evaluation.evaluateOnly(entry, Suppression.NONE).overall();
  }

  private static SettingEntry<Monitor> readFile(String metric, int above) {
    JsonNode body = body(metric, above);
    SettingAddress address = new SettingAddress("monitor", TENANT, ID);
    return new SettingEntry<>(
        new Setting(address, 0, body, "file a.yaml", NOW, false, Setting.Origin.FILE),
        MonitorParser.parse(ID, body));
  }

  private static JsonNode body(String metric, int above) {
    return JSON.readTree(
        ("{'workload':'model-calls','metric':'%s','window':'1h',"
                + "'condition':{'kind':'above','value':%d}}")
            .formatted(metric, above)
            .replace('\'', '"'));
  }

  /** The same value in each window. */
  private record ConstantSource(double value) implements MetricSource {

    @Override
    public Map<Window, Set<Group>> findGroups(Monitor monitor, List<Window> windows) {
      return Map.of();
    }

    @Override
    public MetricValues read(
        Monitor monitor, List<Window> windows, List<Window> stamped, Set<Group> groups) {
      return readGroups(monitor, windows, Set.of(Group.ALL));
    }

    @Override
    public MetricValues readGroups(Monitor monitor, List<Window> windows, Set<Group> groups) {
      Map<Window, MetricValue> values = new HashMap<>();
      windows.forEach(
          window -> values.put(window, new MetricValue(Optional.of(value), Map.of(), true)));
      return new MetricValues(
          Map.of(Group.ALL, values), Map.of(), Instant.parse("2026-01-01T00:00:00Z"));
    }
  }

  /** The state of one monitor. */
  private static final class MemoryStates implements MonitorStates {

    private MonitorState state;

    @Override
    public Optional<Stored> find(String tenant, String monitor) {
      return Optional.ofNullable(state)
          .map(
              found ->
                  new Stored(
                      JSON.treeToValue(JSON.valueToTree(found), MonitorState.class),
                      new Version(0, 1)));
    }

    @Override
    public boolean create(String tenant, String monitor, MonitorState first) {
      return replace(tenant, monitor, first, null);
    }

    @Override
    public boolean replace(String tenant, String monitor, MonitorState next, Version expected) {
      state = next;
      return true;
    }

    @Override
    public Map<String, MonitorState> list(String tenant, Set<String> monitors) {
      return Map.of(ID, state);
    }
  }
}
