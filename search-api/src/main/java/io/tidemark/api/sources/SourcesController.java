/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.sources;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.ingestkeys.KnownKeys;
import io.tidemark.api.ingestkeys.KnownKeys.KnownKey;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingController;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.model.index.IndexFamily;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sources")
class SourcesController implements SettingController {

  private static final String PATH = "/api/v1/sources";
  private static final String TEST = PATH + ":test";
  private static final int MOST_BYTES = 4_096;
  private static final int LONGEST_KEY = 256;

  /** Keys and tokens, which go into a header. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._~-]+");

  private final UsageStore store;
  private final KnownKeys keys;
  private final TestEvents tests;
  private final SourcesProperties properties;
  private final Tiers tiers;
  private final Clock clock;

  SourcesController(
      UsageStore store,
      KnownKeys keys,
      TestEvents tests,
      SourcesProperties properties,
      Tiers tiers,
      Clock clock) {
    this.store = store;
    this.keys = keys;
    this.tests = tests;
    this.properties = properties;
    this.tiers = tiers;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(
        PATH,
        ParameterSet.of(LongRange.PARAMETERS.toArray(Parameter[]::new)),
        TEST,
        ParameterSet.NONE);
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "sources",
      summary = "Requests, items and rejections of every key and token that sends to intake",
      description =
          "For super-admins and operators. Intake stores its statistics every 10 s."
              + " `events_per_minute` covers the last 15 minutes, `last_request_at` and"
              + " `last_event_at` all days that are kept, and the rest the period.")
  Sources sources(Scope scope, ParameterValues values) {
    TimeRange range = tiers.hours(values);
    List<KnownKey> known = keys.list(scope);
    return new Sources(
        range.from(),
        range.to(),
        clock.instant(),
        properties.shownUrl(),
        tests.areEnabled(),
        SourcesReader.readSources(
            known,
            store.search(
                scope, IndexFamily.SOURCES, range, SourcesQuery.searchPeriod(scope, range)),
            store.searchAllDays(
                scope, IndexFamily.SOURCES, SourcesQuery.searchLatest(scope, clock.instant()))));
  }

  @PostMapping(TEST)
  @Operation(
      operationId = "testSource",
      summary = "Sends a test event to intake with a key of the tenant",
      description =
          "For super-admins and operators. The body names the text of the key (`key`). The event is"
              + " one call of the model `tidemark-test` with one input and one output token; it"
              + " counts like any other. It names the caller's tenant: intake rejects it if the key"
              + " belongs to another one.")
  TestEvent test(Scope scope, ParameterValues values, SettingInput input) {
    // Callers who may not read keys are rejected before the body is examined.
    keys.list(scope);
    String key = readKey(input);
    if (!KEY.matcher(key).matches()) {
      throw ProblemException.invalidEntry("key", "A key has letters, digits and . _ ~ - alone.");
    }
    return tests.sendEvent(scope, key);
  }

  private static String readKey(SettingInput input) {
    try {
      return new BodyMembers("", input.readBody(MOST_BYTES))
          .allow("key")
          .requireText("key", LONGEST_KEY);
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }
}
