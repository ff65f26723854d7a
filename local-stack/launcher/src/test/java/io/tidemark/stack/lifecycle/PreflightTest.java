/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.PortState;
import io.tidemark.stack.process.ProcessRecord;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PreflightTest {

  private static final int FORBIDDEN_PORT = 443;
  private static final Set<Component> ALL = EnumSet.allOf(Component.class);

  @Test
  void aFittingMachinePasses() {
    assertThatCode(() -> check(Map.of(), new Fake(17, 0, 8_000, 9_000))).doesNotThrowAnyException();
    assertThatCode(() -> check(Map.of(), new Fake(21, 0, 8_000, 9_000))).doesNotThrowAnyException();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(
            () -> check(Map.of("TIDEMARK_ES_PORT", "9300"), new Fake(25, 9300, 900, 100)))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("nothing was started")
        .hasMessageContaining("JDK 25 is not supported: use 17 or 21")
        .hasMessageContaining("port 9300 of Elasticsearch is in use")
        .hasMessageContaining("choose another with TIDEMARK_ES_PORT")
        .hasMessageContaining("900 MB of memory are free")
        .hasMessageContaining("TIDEMARK_HOME");
  }

  @Test
  void twoServersCannotShareAPort() {
    assertThatThrownBy(
            () -> check(Map.of("TIDEMARK_ES_PORT", "8080"), new Fake(17, 0, 8_000, 9_000)))
        .hasMessageContaining("TIDEMARK_ES_PORT and TIDEMARK_API_PORT have the same port 8080");
  }

  @Test
  void namesThePermissionThatAPortNeeds() {
    assertThatThrownBy(
            () -> check(Map.of("TIDEMARK_API_PORT", "443"), new Fake(17, 0, 8_000, 9_000)))
        .hasMessageContaining("port 443 of ")
        .hasMessageContaining("needs a permission this user lacks: choose one from ")
        .hasMessageContaining(" up with TIDEMARK_API_PORT")
        .hasMessageNotContaining("in use");
  }

  @Test
  void leavesPortAndMemoryOfAReplacedServerToItsSuccessor() {
    StackSettings settings = StackSettings.read(new Checkout(Path.of("checkout")), Map.of());
    ProcessRecord api =
        new ProcessRecord("api", 1, Instant.EPOCH, URI.create("http://127.0.0.1:8080"));
    Preflight preflight = new Preflight(settings, new Fake(17, 8080, 100, 9_000));

    assertThatCode(
            () ->
                preflight.checkPlan(
                    new StartPlan(Set.of(Component.API), Map.of(Component.API, api))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> preflight.checkPlan(new StartPlan(Set.of(Component.API), Map.of())))
        .hasMessageContaining("port 8080 of Search API is in use")
        .hasMessageContaining("100 MB of memory are free");
  }

  private static void check(Map<String, String> environment, Machine machine) {
    StackSettings settings = StackSettings.read(new Checkout(Path.of("checkout")), environment);
    new Preflight(settings, machine).checkPlan(new StartPlan(ALL, Map.of()));
  }

  private record Fake(int jdkFeature, int takenPort, long freeMemoryMegabytes, long freeDisk)
      implements Machine {

    @Override
    public PortState findPortState(int port) {
      if (port == FORBIDDEN_PORT) {
        return PortState.FORBIDDEN;
      }
      return port == takenPort ? PortState.TAKEN : PortState.FREE;
    }

    @Override
    public long freeDiskMegabytes(Path folder) {
      return freeDisk;
    }
  }
}
