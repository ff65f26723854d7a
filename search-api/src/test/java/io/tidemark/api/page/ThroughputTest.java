/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.api.live.BruteForce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens a minute, as limits are given. */
@Tag("browser")
class ThroughputTest extends BrowserTest {

  private final Harbor harbor = Harbor.indexed(api);

  @BeforeEach
  void open() {
    browser.open(
        api.uri()
            + "/?zone=UTC&tab=performance&model=gpt-4o#token="
            + api.tokens().superAdmin(Harbor.TENANT, "root"));
  }

  @Test
  void dividesTheTokensOfEachHourByItsMinutes() {
    browser.click("[data-panel=throughput] [data-tool=csv]");
    List<String> lines = new String(browser.download("csv"), UTF_8).lines().skip(1).toList();

    assertThat(lines).hasSize(25);
    for (String line : lines) {
      String[] cells = line.split(",", 3);
      Instant hour = Instant.parse(cells[0]);
      BruteForce calls =
          new BruteForce(harbor.calls)
              .between(hour, hour.plus(Duration.ofHours(1)))
              .only(call -> call.dimensions().get("model").equals("gpt-4o"));
      // Ten minutes of the running hour have passed.
      double minutes = hour.equals(Harbor.FINAL_THROUGH) ? 10 : 60;
      Long tokens = calls.sum("total_tokens");
      double expected = tokens == null ? 0 : tokens / minutes;
      assertThat(cells[1].isEmpty() ? 0 : Double.parseDouble(cells[1]))
          .as(line)
          .isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void cutsPointsAtThePeriod() {
    Object values =
        browser.asyncJs(
            "const done = arguments[0]; import('/page/tabs/performance/throughput.js').then(found =>"
                + " done(JSON.stringify(found.perMinute({ from: '2026-03-01T12:00:00Z',"
                + " to: '2026-03-04T00:00:00Z', generated_at: '2026-03-02T06:00:00Z',"
                + " series: [{ points: [{ time: '2026-03-01T00:00:00Z', value: 720 },"
                + " { time: '2026-03-02T00:00:00Z', value: 720 },"
                + " { time: '2026-03-03T00:00:00Z', value: null }] }] }))))");

    assertThat(values).isEqualTo("[1,2,null]");
  }
}
