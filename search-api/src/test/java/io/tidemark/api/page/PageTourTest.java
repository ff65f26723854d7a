/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the page of a stack that runs: pictures of every tab to be looked at, and how long first
 * views take. Not part of the tests: {@code bin/page-tour} starts it with the sign-in link.
 */
@Tag("browser")
@EnabledIfSystemProperty(named = PageTourTest.LINK, matches = ".+")
class PageTourTest {

  static final String LINK = "tidemark.page";

  private static final Path PICTURES = Path.of("target", "page-tour");
  private static final int VIEWS = 7;

  private static final Logger LOG = LoggerFactory.getLogger(PageTourTest.class);

  private Browser browser;
  private URI site;
  private String token;

  @BeforeEach
  void open() {
    URI link = URI.create(System.getProperty(LINK));
    token = link.getFragment();
    site = link.resolve("/");
    browser = Browser.shared().fresh(URI.create(site.toString().replaceFirst("/$", "")));
    browser.go(site + "favicon.svg");
  }

  @ParameterizedTest
  @CsvSource({
    "en, light, 1360",
    "en, dark, 1360",
    "zh, light, 1360",
    "zh, dark, 1360",
    "en, light, 390",
    "zh, dark, 390"
  })
  void pictures(String language, String theme, int width) throws IOException {
    Files.createDirectories(PICTURES);
    browser.js("localStorage.setItem('tidemark.language', arguments[0])", language);
    browser.js("localStorage.setItem('tidemark.theme', arguments[0])", theme);
    browser.resize(width, 900);
    for (String tab : listTabs()) {
      browser.open(address(tab, "3d"));
      Path picture = PICTURES.resolve("%s-%s-%s-%d.png".formatted(tab, language, theme, width));
      Files.write(picture, browser.wholePage());
      browser.assertNothingWentWrong();
    }
  }

  @Test
  void timesOfFirstViewsOfThirtyDays() {
    StringBuilder table =
        new StringBuilder(
            "Milliseconds, median of %d: first numbers and all, cold; the same with files kept"
                .formatted(VIEWS));
    for (String tab : listTabs()) {
      List<FirstView> cold = view(tab, true);
      List<FirstView> warm = view(tab, false);
      table.append(
          "%n%-14s %8d %8d %8d %8d"
              .formatted(
                  tab,
                  median(cold, FirstView::numbers),
                  median(cold, FirstView::all),
                  median(warm, FirstView::numbers),
                  median(warm, FirstView::all)));
    }
    LOG.info(table.toString());
  }

  private List<FirstView> view(String tab, boolean cold) {
    return IntStream.range(0, VIEWS)
        .mapToObj(i -> FirstView.open(browser, address(tab, "30d"), cold))
        .toList();
  }

  private static long median(List<FirstView> views, ToLongFunction<FirstView> time) {
    return views.stream().mapToLong(time).sorted().toArray()[VIEWS / 2];
  }

  /** The tabs that the page offers, of each workload and of the others. */
  private List<String> listTabs() {
    browser.open(address("model-calls", "3d"));
    Object tabs =
        browser.js("return [...document.querySelectorAll('nav a')].map(a => a.dataset.tab)");
    List<String> names = ((List<?>) tabs).stream().map(String.class::cast).toList();
    assertThat(names).contains("model-calls", "status");
    return names;
  }

  private String address(String tab, String range) {
    return site + "?zone=UTC&tab=" + tab + "&range=" + range + "#" + token;
  }
}
