/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingInput;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whose bill is sent, and in which form. */
enum BillSource {
  OPENAI_COSTS(OpenAiCosts.PROVIDER) {
    @Override
    Bill readBill(SettingInput input) {
      return OpenAiCosts.readBill(readPages(input));
    }
  },
  ANTHROPIC_COSTS(AnthropicCosts.PROVIDER) {
    @Override
    Bill readBill(SettingInput input) {
      return AnthropicCosts.readBill(readPages(input));
    }
  },
  OPENROUTER(OpenRouterActivity.PROVIDER) {
    @Override
    Bill readBill(SettingInput input) {
      return Bill.of(OpenRouterActivity.readLines(readPages(input)));
    }
  },
  CSV(null) {
    @Override
    Bill readBill(SettingInput input) {
      return Bill.of(BillCsv.readLines(input.readText("text/csv", MOST_BYTES)));
    }
  };

  /** Longest bill in bytes. */
  static final int MOST_BYTES = 4 << 20;

  private final String provider;

  BillSource(String provider) {
    this.provider = provider;
  }

  /** The provider of all lines; empty for a form in which each line names its own. */
  Optional<String> provider() {
    return Optional.ofNullable(provider);
  }

  /**
   * Reads a bill.
   *
   * @throws SettingFault when an entry is not accepted
   */
  abstract Bill readBill(SettingInput input);

  /** One page of an API, or a list of its pages. */
  private static List<JsonNode> readPages(SettingInput input) {
    JsonNode body = input.readBody(MOST_BYTES);
    return body.isArray() ? body.valueStream().toList() : List.of(body);
  }

  /** The name in requests, for example {@code openai-costs}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> ids() {
    return Stream.of(values()).map(BillSource::id).toList();
  }

  static BillSource of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
