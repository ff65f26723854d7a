/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.SearchApi;
import io.tidemark.stack.process.JvmOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The API in a JVM of its own, with a heap of its own; it ends at the first lack of memory. */
public final class ApiJvm implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI uri;

  private ApiJvm(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts it, and waits until it answers. {@code heap} is as in {@code -Xmx}. */
  public static ApiJvm start(String heap, URI elasticsearch, Path log, String... options)
      throws IOException, InterruptedException {
    return start(List.of("-Xmx" + heap), SearchApi.class, elasticsearch, log, options);
  }

  /** The same with a clock that stands still, and no other {@link Background} than is asked for. */
  public static ApiJvm startAt(Instant now, URI elasticsearch, Path log, String... options)
      throws IOException, InterruptedException {
    List<String> flags = List.of("-Xmx192m", "-D" + ClockedApi.NOW + "=" + now);
    return start(flags, ClockedApi.class, elasticsearch, log, Background.switchOff(options));
  }

  private static ApiJvm start(
      List<String> flags, Class<?> main, URI elasticsearch, Path log, String... options)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--server.port=" + port,
                "--tidemark.templates.install=false",
                "--tidemark.elasticsearch.hosts=" + elasticsearch,
                "--tidemark.token.key-file=" + LiveApi.shared().keyFile()));
    command.addAll(1, flags);
    command.addAll(1, JvmOptions.listFurther());
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    ApiJvm api = new ApiJvm(process, URI.create("http://127.0.0.1:" + port));
    api.awaitAnswer();
    return api;
  }

  private void awaitAnswer() throws InterruptedException {
    Instant limit = Instant.now().plus(LIMIT);
    while (!isAnswering()) {
      assertThat(process.isAlive()).as("the API runs").isTrue();
      assertThat(Instant.now()).isBefore(limit);
      Thread.sleep(200);
    }
  }

  public URI uri() {
    return uri;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it answers requests. */
  public boolean isAnswering() {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri.resolve("/api/v1/sign-in")).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends it at once, as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
