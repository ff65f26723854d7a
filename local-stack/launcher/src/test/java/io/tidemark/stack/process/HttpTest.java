/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HttpTest {

  private static final Duration LIMIT = Duration.ofMillis(200);
  private static final Duration HANGS = Duration.ofSeconds(60);

  @Test
  void givesUpOnAServerThatAcceptsAndNeverAnswers() throws IOException {
    try (ServerSocket silent = listen()) {
      assertTimeoutPreemptively(
          HANGS, () -> assertThat(Http.tryGet(addressOf(silent), LIMIT)).isEmpty());
    }
  }

  @Test
  void givesUpOnAServerThatNeverEndsItsAnswer() throws Exception {
    try (ServerSocket server = listen()) {
      CompletableFuture<Socket> connection =
          CompletableFuture.supplyAsync(() -> answerInPart(server));
      assertTimeoutPreemptively(
          HANGS, () -> assertThat(Http.tryGet(addressOf(server), LIMIT)).isEmpty());
      connection.get().close();
    }
  }

  private static Socket answerInPart(ServerSocket server) {
    try {
      Socket connection = server.accept();
      connection
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".getBytes(UTF_8));
      return connection;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static URI addressOf(ServerSocket server) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }
}
