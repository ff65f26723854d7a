/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@Tag("fast")
class PortOwnerTest {

  @Test
  void aPortIsTakenAsLongAsSomebodyListens() throws Exception {
    int port = FreePorts.findNext();
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortOwner.isTaken(socket.getLocalPort())).isTrue();
    }
    assertThat(PortOwner.isTaken(port)).isFalse();
  }

  @Test
  void forbiddenIsAPrivilegedPortWithoutListener() {
    int first = PortState.firstUnprivileged();

    assertThat(PortState.explainFailure(first - 1, () -> false)).isEqualTo(PortState.FORBIDDEN);
    assertThat(PortState.explainFailure(first - 1, () -> true)).isEqualTo(PortState.TAKEN);
    assertThat(PortState.explainFailure(first, () -> false)).isEqualTo(PortState.TAKEN);
  }

  @Test
  @EnabledOnOs(LINUX)
  void readsTheFirstPortOfEveryUserAsAWhole() throws Exception {
    Process cat =
        new ProcessBuilder("cat", "/proc/sys/net/ipv4/ip_unprivileged_port_start").start();
    String setting = new String(cat.getInputStream().readAllBytes(), UTF_8).trim();

    assertThat(PortState.firstUnprivileged())
        .isEqualTo(setting.isEmpty() ? 1024 : Integer.parseInt(setting));
  }

  @Test
  @EnabledOnOs(LINUX)
  void theListenerIsFound() throws Exception {
    try (ServerSocket socket =
        new ServerSocket(FreePorts.findNext(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortOwner.of(socket.getLocalPort()))
          .map(ProcessHandle::pid)
          .contains(ProcessHandle.current().pid());
    }
  }
}
