/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class RequestGuardTest {

  private final RequestGuard programs = RequestGuard.forPrograms();
  private final RequestGuard page = RequestGuard.forPage();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:9200",
        "LocalHost:9200",
        "127.0.0.1",
        "127.0.0.1:9200",
        "127.1.2.3:9200",
        "[::1]",
        "[::1]:9200",
        "[0:0:0:0:0:0:0:1]:9200"
      })
  void acceptsProgramsThatNameALoopbackHost(String host) {
    assertThat(refusal(programs, "/_search", "host=" + host)).isEmpty();
    assertThat(refusal(page, "/overview", "host=" + host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "evil.example",
        "evil.example:9200",
        "localhost.evil.example:9200",
        "127.0.0.1.evil.example",
        "evil-localhost",
        "localhost@evil.example",
        "evil.example@localhost",
        "127.0.0.1:9200.evil.example",
        "127.0.0.1:9200, evil.example",
        "10.0.0.1:9200",
        "192.168.1.5",
        "0.0.0.0:9200",
        "[::]:9200",
        "[fe80::1]:9200",
        "localhost:",
        "localhost:port"
      })
  void refusesAnyOtherHost(String host) {
    assertThat(refusal(programs, "/", "host=" + host)).isPresent();
    assertThat(refusal(page, "/", "host=" + host)).isPresent();
  }

  @Test
  void rejectsRequestsWithoutAHostOrWithTwo() {
    assertThat(refusal(programs, "/")).isPresent();
    assertThat(refusal(programs, "/", "host=localhost", "host=localhost")).isPresent();
    assertThat(refusal(programs, "/", "host=localhost", "host=evil.example")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "null", "", "http://localhost:9200", "http://localhost"})
  void rejectsAnyOriginWhereThereIsNoPage(String origin) {
    assertThat(refusal(programs, "/", "host=localhost:9200", "origin=" + origin)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://localhost:8081",
        "http://localhost",
        "http://localhost:3000",
        "http://127.0.0.1:8081",
        "http://localhost:8081.evil.example",
        "http://localhost:8081/",
        "null",
        "file://",
        ""
      })
  void refusesEveryOriginButThePagesOwn(String origin) {
    assertThat(refusal(page, "/", "host=localhost:8081", "origin=" + origin)).isPresent();
  }

  @Test
  void acceptsRequestsOfThePageItself() {
    assertThat(refusal(page, "/jobs", "host=localhost:8081", "origin=http://localhost:8081"))
        .isEmpty();
    assertThat(refusal(page, "/jobs", "host=[::1]:8081", "origin=http://[::1]:8081")).isEmpty();
    assertThat(refusal(page, "/jobs", "host=localhost:8081", "sec-fetch-site=same-origin"))
        .isEmpty();
    assertThat(
            refusal(
                page,
                "/",
                "host=localhost:8081",
                "origin=http://localhost:8081",
                "origin=http://evil.example"))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "CROSS-SITE", "", "unheard-of"})
  void rejectsRequestsThatAnotherSiteCaused(String site) {
    assertThat(refusal(programs, "/", "host=localhost", "sec-fetch-site=" + site)).isPresent();
    assertThat(refusal(page, "/jobs/1/yarn-cancel", "host=localhost", "sec-fetch-site=" + site))
        .isPresent();
  }

  @Test
  void acceptsAnAddressThatTheUserTyped() {
    assertThat(refusal(programs, "/_cat/indices", "host=localhost", "sec-fetch-site=none"))
        .isEmpty();
  }

  @Test
  void acceptsALinkToThePageInATabOfItsOwnOnly() {
    String[] link = {
      "host=localhost:8081",
      "sec-fetch-site=cross-site",
      "sec-fetch-mode=navigate",
      "sec-fetch-dest=document"
    };
    assertThat(refusal(page, "/", link)).isEmpty();
    assertThat(refusal(programs, "/", link)).isPresent();
    assertThat(refusal(page, "/jobs/1/yarn-cancel", link)).isPresent();
    assertThat(refusal(page, "/?a=b", link)).isPresent();
    link[3] = "sec-fetch-dest=iframe";
    assertThat(refusal(page, "/", link)).isPresent();
    link[3] = "sec-fetch-dest=document";
    link[2] = "sec-fetch-mode=no-cors";
    assertThat(refusal(page, "/", link)).isPresent();
  }

  private static Optional<String> refusal(RequestGuard guard, String path, String... headers) {
    Map<String, List<String>> byName =
        Arrays.stream(headers)
            .map(header -> header.split("=", 2))
            .collect(
                Collectors.groupingBy(
                    parts -> parts[0], Collectors.mapping(parts -> parts[1], Collectors.toList())));
    return guard.findRejection(path, name -> byName.getOrDefault(name, List.of()));
  }
}
