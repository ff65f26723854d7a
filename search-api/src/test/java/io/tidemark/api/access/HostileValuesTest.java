/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.live.SampleTenant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random text that is meant to break something, in every parameter of every route. */
@Tag("node")
class HostileValuesTest {

  private static final String OWN = "fuzzing-tenant";
  private static final String OTHER = "buried-tenant";
  private static final String HIDDEN = "buried-";
  private static final int TRIES = 2;

  /** Parts of the texts: syntax of queries, paths, JSON, headers, formats and scripts. */
  private static final List<String> PIECES =
      List.of(
          "*",
          "?",
          "~",
          "^",
          "|",
          "||",
          "&&",
          "!",
          "\\",
          "/",
          "//",
          "..",
          ":",
          ";",
          ",",
          ",,",
          "{",
          "}",
          "[",
          "]",
          "(",
          ")",
          "<",
          ">",
          "\"",
          "'",
          "`",
          "#",
          "%",
          "%00",
          "%25",
          "$",
          "${",
          "\u0000",
          "\r\n",
          "\t",
          "\u001b[31m",
          "\u2028",
          "\ufeff",
          "\u202e",
          "\ud83d\ude00",
          "\ud800",
          "e\u0301",
          "İ",
          "ß",
          "ﬁ",
          "模",
          "_all",
          "_search",
          "tenant_id",
          "user_id",
          "buried-tenant",
          "buried-alice",
          "{\"match_all\":{}}",
          "]}}",
          "now-1d",
          "||/M",
          "2026-03-12",
          "T00:00:00Z",
          "+99:99",
          "UTC",
          "Z",
          "0",
          "-0",
          "1e9",
          "-1",
          "9223372036854775808",
          "NaN",
          "null",
          "true",
          "=1+1",
          "@",
          "-",
          ".*",
          "\\Q",
          "\\E",
          "(a+)+$",
          "{1,100000}",
          "csv",
          "json");

  private static LiveApi api;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    SampleTenant.index(api, OWN, "fuzzing-");
    SampleTenant.index(api, OTHER, HIDDEN);
  }

  @Test
  void neverAFaultAndNeverAnotherTenantsData() {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    int callers = 0;
    for (Place place : Place.all(api)) {
      for (int i = 0; i < TRIES; i++) {
        String value = hostile(random, place);
        // Each time another, for requests are limited.
        String token = api.tokens().superAdmin(OWN, "root-" + callers++ % 40);
        Answer answer = place.send(api, token, value);
        try {
          place.assertNothingHidden(HIDDEN, value, answer);
        } catch (AssertionError fault) {
          throw new AssertionError("seed " + seed, fault);
        }
      }
    }
  }

  private static String hostile(Random random, Place place) {
    StringBuilder text = new StringBuilder();
    if (random.nextInt(3) == 0) {
      // Something good that goes bad.
      text.append(place.example());
    }
    int pieces = random.nextInt(5) == 0 ? random.nextInt(300) : 1 + random.nextInt(6);
    for (int i = 0; i < pieces; i++) {
      int at = text.length() == 0 ? 0 : random.nextInt(text.length() + 1);
      text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
    }
    // Half a surrogate pair goes over the line as a question mark.
    return new String(text.toString().getBytes(UTF_8), UTF_8);
  }
}
