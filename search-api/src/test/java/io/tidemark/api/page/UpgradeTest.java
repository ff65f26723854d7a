/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers keep what cannot change, and show a new build at once. */
@Tag("browser")
class UpgradeTest {

  private static final Path PAGE = Path.of("target/classes/static");

  /** The time of every file of a reproducible build. */
  private static final FileTime BUILT = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private static final String ECHARTS = "/page/charts/echarts.js";
  private static final String MODULES = "page/bundle/main.js";
  private static final String STYLES = "page/bundle/page.css";
  private static final String OWN_FILES =
      "return performance.getEntriesByType('resource').map(one => one.name)"
          + ".filter(name => name.includes('/page/'))";

  private final LiveApi shared = LiveApi.shared();

  @TempDir private Path build;

  @ParameterizedTest
  @ValueSource(strings = {MODULES, STYLES, "index.html"})
  void showsNewBuildAfterUpgradeWithoutClearingTheCache(String changed) throws IOException {
    copyPage();
    Browser browser;
    int port;
    List<String> oldFiles;
    try (LiveApi before = started(0)) {
      port = before.uri().getPort();
      browser = Browser.shared().fresh(before.uri());
      browser.go(before.uri() + "/");
      browser.find("#sign-in");
      oldFiles = ownFiles(browser);
    }
    change(changed);
    try (LiveApi after = started(port)) {
      browser.go(after.uri() + "/");
      browser.find("#sign-in");

      assertThat(showsChange(browser, changed)).as("the change of %s shows", changed).isTrue();
      if (!changed.equals("index.html")) {
        assertThat(ownFiles(browser)).hasSize(3).doesNotContainAnyElementsOf(oldFiles);
        // A browser must never keep new content under an old address.
        assertThat(get(after, URI.create(oldFiles.get(0)).getPath()).status()).isEqualTo(404);
      }
      browser.fresh(after.uri());
    }
  }

  @Test
  void asksForNoModuleAgainWhenThePageIsOpenedAgain() {
    Browser browser = Browser.shared().fresh(shared.uri());
    browser.go(shared.uri() + "/");
    browser.find("#sign-in");
    browser.go(shared.uri() + "/");
    browser.find("#sign-in");

    assertThat(
            (List<?>)
                browser.js(
                    "return performance.getEntriesByType('resource')"
                        + ".filter(one => one.name.includes('/page/') && one.transferSize > 0)"
                        + ".map(one => one.name)"))
        .isEmpty();
  }

  @Test
  void onlyAddressesWithAVersionAreKeptWithoutAsking() {
    String index = get(shared, "/").text();
    String main = index.replaceFirst("(?s).*src=\"(/page/[0-9a-f]{16}/bundle/main.js)\".*", "$1");
    assertThat(main).isNotEqualTo(index);
    Answer versioned = get(shared, main);
    assertThat(versioned.status()).isEqualTo(200);
    assertThat(header(versioned, "Cache-Control")).isEqualTo("max-age=31536000, public, immutable");

    for (String address :
        List.of("/", "/index.html", "/page/bundle/main.js", "/favicon.svg", ECHARTS)) {
      Answer answer = get(shared, address);
      assertThat(answer.status()).as(address).isEqualTo(200);
      assertThat(header(answer, "Cache-Control")).as(address).isEqualTo("no-cache");
      assertThat(answer.headers().firstValue("Last-Modified")).as(address).isEmpty();
      Answer again = get(shared, address, "If-None-Match", header(answer, "ETag"));
      assertThat(again.status()).as(address).isEqualTo(304);
      assertThat(get(shared, address, "If-None-Match", "W/\"0123456789abcdef\"").status())
          .as(address)
          .isEqualTo(200);
    }
    for (String address : List.of(main, "/page/bundle/main.js", ECHARTS)) {
      assertThat(header(get(shared, address, "Accept-Encoding", "gzip"), "Content-Encoding"))
          .as(address)
          .isEqualTo("gzip");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/0123456789abcdef/bundle/main.js",
        "/page/",
        "/page/style/",
        "/page/no-such.js",
        "/page/charts/"
      })
  void answersNotFoundForUnknownFiles(String address) {
    assertThat(get(shared, address).status()).isEqualTo(404);
  }

  @SuppressWarnings("unchecked")
  private static List<String> ownFiles(Browser browser) {
    return (List<String>) browser.js(OWN_FILES);
  }

  private LiveApi started(int port) {
    return LiveApi.beside(
        "--server.port=" + port, "--spring.web.resources.static-locations=file:" + build + "/");
  }

  private void copyPage() throws IOException {
    try (Stream<Path> all = Files.walk(PAGE)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path copy = build.resolve(PAGE.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
        Files.setLastModifiedTime(copy, BUILT);
      }
    }
  }

  /** Changes a file, but not its time. */
  private void change(String name) throws IOException {
    Path file = build.resolve(name);
    String source = Files.readString(file);
    String changed =
        switch (name) {
          case MODULES -> source.replace("\"Sign in\"", "\"Log in.\"");
          case STYLES -> source + "body { --changed: yes }";
          default -> source.replace("<body></body>", "<body class=\"changed\"></body>");
        };
    assertThat(changed).isNotEqualTo(source);
    Files.writeString(file, changed);
    Files.setLastModifiedTime(file, BUILT);
  }

  private static boolean showsChange(Browser browser, String name) {
    return Boolean.TRUE.equals(
        browser.js(
            switch (name) {
              case MODULES ->
                  "return document.querySelector('#sign-in button').innerText === 'Log in.'";
              case STYLES ->
                  "return getComputedStyle(document.body).getPropertyValue('--changed') === 'yes'";
              default -> "return document.body.className === 'changed'";
            }));
  }

  private static Answer get(LiveApi api, String address, String... headers) {
    java.net.http.HttpRequest.Builder request = api.request(null, address).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return api.send(request.build());
  }

  private static String header(Answer answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
