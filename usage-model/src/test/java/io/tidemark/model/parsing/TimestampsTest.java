/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class TimestampsTest {

  private static final long SEED = 20260105;
  private static final long END = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
  private static final String REPLACEMENTS = "0123456789-:.TtZz +/;";

  /** Months, leap years and days' ends all come among that many. */
  @Test
  void readsTimesWrittenByJava() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<DateTimeFormatter> forms =
        List.of(
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT),
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT),
            DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    for (int i = 0; i < 50_000; i++) {
      long millis = random.nextLong(END);
      ZoneOffset zone =
          i % 2 == 0 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(random.nextInt(-720, 721) * 60);
      OffsetDateTime time = Instant.ofEpochMilli(millis).atOffset(zone);
      if (time.getYear() < 1970 || time.getYear() > 9999) {
        continue;
      }
      String text = forms.get(i % forms.size()).format(time);
      boolean secondsWritten = text.length() >= 19 && text.charAt(16) == ':';
      assertThat(ofText(text)).as(text).isEqualTo(secondsWritten ? millis : Timestamps.INVALID);
    }
  }

  /** One character is changed: the answer is still the platform's, or that there is no time. */
  @Test
  void rejectsTimesThatJavaRejects() {
    SplittableRandom random = new SplittableRandom(SEED);
    int accepted = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text =
          new StringBuilder(
              Instant.ofEpochMilli(random.nextLong(END) / 1000 * 1000 + 125).toString());
      text.setCharAt(
          random.nextInt(text.length()),
          REPLACEMENTS.charAt(random.nextInt(REPLACEMENTS.length())));
      long time = ofText(text.toString());
      assertThat(time).as(text.toString()).isEqualTo(byThePlatform(text.toString()));
      accepted += time == Timestamps.INVALID ? 0 : 1;
    }
    assertThat(accepted).isBetween(2_000, 48_000);
  }

  @Test
  void keepsToTheRules() {
    assertThat(ofText("2026-06-30T23:59:60.500Z"))
        .as("a leap second is the one before")
        .isEqualTo(Instant.parse("2026-06-30T23:59:59.500Z").toEpochMilli());
    assertThat(ofText("1969-12-31T23:59:59.999Z")).isEqualTo(Timestamps.INVALID);
    assertThat(ofText("2026-01-01T00:00:00.123456789Z"))
        .isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z").toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-02-29T00:00:00.000Z",
        "2026-13-01T00:00:00.000Z",
        "2026-01-01T24:00:00.000Z",
        "2026-01-01T00:60:00.000Z",
        "2026-01-01T00:00:00.000",
        "2026-01-01T00:00:00.Z"
      })
  void refuses(String text) {
    assertThat(ofText(text)).isEqualTo(Timestamps.INVALID);
  }

  private static long byThePlatform(String text) {
    String canonical = text.replace(' ', 'T').toUpperCase(Locale.ROOT);
    boolean leapSecond = canonical.startsWith(":60", 16);
    String parsable =
        leapSecond ? canonical.substring(0, 17) + "59" + canonical.substring(19) : canonical;
    try {
      long millis = OffsetDateTime.parse(parsable).toInstant().toEpochMilli();
      return millis < 0 || parsable.length() != text.length() ? Timestamps.INVALID : millis;
    } catch (DateTimeException e) {
      return Timestamps.INVALID;
    }
  }

  private static long ofText(String text) {
    byte[] bytes = (text + "#").getBytes(US_ASCII);
    return Timestamps.ofText(bytes, 0, bytes.length - 1);
  }
}
