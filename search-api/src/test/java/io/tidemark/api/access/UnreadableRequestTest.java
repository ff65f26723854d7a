/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** An unreadable request is the caller's fault: never a 500, at most one line of the log. */
@Tag("node")
@ExtendWith(OutputCaptureExtension.class)
class UnreadableRequestTest {

  private static final LiveApi api = LiveApi.shared();

  /** With a token and without, of the API, of operation, static, generated, and none at all. */
  private static final List<String> PATHS =
      List.of(
          "/api/v1/sign-in",
          "/api/v1/me",
          "/api/v1/model-calls/summary",
          "/actuator/health",
          "/actuator/prometheus",
          "/",
          "/page/bundle/main.js",
          "/v3/api-docs",
          "/swagger-ui.html",
          "/swagger-ui/index.html",
          "/error",
          "/nowhere");

  private static final List<String> QUERIES =
      List.of(
          "x=%FF",
          "x=%C0%80",
          "x=%ED%A0%80",
          "x=%F",
          "x=%",
          "%",
          "%zz",
          "x=%zz",
          "range=1d&x=%zz",
          "%FF=1",
          "%00=1",
          "a%00b=1",
          "a%0d%0aFORGED=1",
          "a%EF%BF%BF=1",
          "a%C2%85b=1",
          "=",
          "=1",
          IntStream.rangeClosed(0, 1_000)
              .mapToObj(i -> "a" + i + "=")
              .collect(Collectors.joining("&")));

  static List<String> queries() {
    return QUERIES;
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aQueryThatCannotBeReadIsRefusedOnEveryPath(String query, CapturedOutput output)
      throws IOException {
    for (String path : PATHS) {
      int before = output.getOut().length();
      for (String token : List.of("", bearer())) {
        String answer = send("GET " + path + "?" + query, token);
        assertThat(answer).as(path).startsWith("HTTP/1.1 400");
        assertProblem(answer, path);
      }
      assertThat(output.getOut().substring(before)).as(path).isEmpty();
    }
  }

  /** A name that can be read is refused with the parameters that there are, or ignored. */
  @Test
  void aNameThatBreaksALineForgesNoneInTheLog(CapturedOutput output) throws IOException {
    int before = output.getOut().length();
    for (String path : PATHS) {
      for (String name : List.of("a%e2%80%a8b", "a%e2%80%a9b", "a%e2%80%aeb")) {
        String answer = send("GET " + path + "?" + name + "=1", bearer());
        assertThat(answer).as(path).doesNotStartWith("HTTP/1.1 5");
      }
    }
    assertThat(output.getOut().substring(before)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE", "FOO", "PROPFIND", "get"})
  void anotherMethodIsRefused(String method, CapturedOutput output) throws IOException {
    for (String path : PATHS) {
      int before = output.getOut().length();
      for (String token : List.of("", bearer())) {
        String answer = send(method + " " + path, token);
        assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
        if (answer.startsWith("HTTP/1.1 4")) {
          assertProblem(answer, path);
        }
      }
      assertThat(linesAfter(before, output)).as(path).hasSizeLessThan(3);
    }
  }

  @Test
  void optionsSayWhichMethodsThereAre() throws IOException {
    for (String path : List.of("/api/v1/sign-in", "/api/v1/me", "/api/v1/model-calls/summary")) {
      String answer = send("OPTIONS " + path, bearer());

      assertThat(answer).as(path).startsWith("HTTP/1.1 204").contains("\r\nAllow: GET");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded|x=%FF",
        "application/x-www-form-urlencoded|%zz",
        "application/x-www-form-urlencoded; charset=nonsense|a=1",
        "multipart/form-data|abc",
        "multipart/form-data; boundary=x|--x\r\nbroken",
        "nonsense|abc",
        "text/html; charset=\u00ff|abc"
      })
  void aBodyIsNeverRead(String body, CapturedOutput output) throws IOException {
    String type = body.substring(0, body.indexOf('|'));
    String content = body.substring(type.length() + 1);
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      for (String path : PATHS) {
        int before = output.getOut().length();
        String answer =
            exchange(
                method
                    + " "
                    + path
                    + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + bearer()
                    + "Content-Type: "
                    + type
                    + "\r\nContent-Length: "
                    + content.length()
                    + "\r\n\r\n"
                    + content);
        assertThat(answer).as(method + path).startsWith("HTTP/1.1 ");
        assertThat(answer).as(method + path).doesNotStartWith("HTTP/1.1 5");
        assertThat(linesAfter(before, output)).as(method + path).hasSizeLessThan(2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: nonsense",
        "Accept: \u00ff",
        "Accept: a/b;q=9",
        "Accept: \u0085",
        "Accept-Language: \u00ff;q=z",
        "Accept-Language: \u0085",
        "User-Agent: \u0085",
        "If-None-Match: \u0085",
        "Accept-Encoding: \u0085",
        "X-Request-Id: \u0085",
        "Accept-Charset: nope",
        "Cookie: a=\u00ff\u0001",
        "Cookie: a=\"b",
        "Authorization: Bearer \u00ff",
        "Authorization: Basic x",
        "If-Modified-Since: x",
        "Range: bytes=zz",
        "Content-Length: -1",
        "Content-Length: x",
        "Host: a b",
        "Origin: null",
        "X Y: 1",
        ": x"
      })
  void aHeaderThatCannotBeReadIsNoFaultOfTheApi(String header, CapturedOutput output)
      throws IOException {
    for (String path : PATHS) {
      int before = output.getOut().length();
      String answer = send("GET " + path, header + "\r\n");
      assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
      assertThat(linesAfter(before, output)).as(path).hasSizeLessThan(2);
    }
  }

  @Test
  void aTokenThatNamesAThousandUsersIsTaken() {
    String[] users = new String[1_000];
    for (int i = 0; i < users.length; i++) {
      users[i] = "00000000-0000-4000-8000-%012d".formatted(i);
    }

    assertThat(api.get(api.tokens().member("acme", "alice", users), "/api/v1/me").status())
        .isEqualTo(200);
  }

  @Test
  void headersBeyondTheLimitAreRefusedWithTheLimit() throws IOException {
    String answer = send("GET /api/v1/me", "X: " + "a".repeat(70_000) + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431");
    assertProblem(answer, "headers");
    assertThat(answer).contains("larger than 64 KB");
  }

  private static void assertProblem(String answer, String why) {
    assertThat(answer).as(why).contains("Content-Type: application/problem+json");
    assertThat(answer).as(why).doesNotContain("Tomcat", "Exception", "\tat ");
  }

  /** Every line of the log is one JSON object. */
  private static List<String> linesAfter(int before, CapturedOutput output) {
    List<String> lines = new ArrayList<>(output.getOut().substring(before).lines().toList());
    lines.forEach(line -> assertThat(JsonMapper.shared().readTree(line).isObject()).isTrue());
    return lines;
  }

  private static String bearer() {
    return "Authorization: Bearer " + api.tokens().member("acme", "reader") + "\r\n";
  }

  private static String send(String methodAndAddress, String headers) throws IOException {
    return exchange(
        methodAndAddress + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n");
  }

  private static String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.uri().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
