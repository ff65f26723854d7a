/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which agent or library a user agent belongs to, by what real ones send. */
@Tag("fast")
class ClientFamilyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claude-cli/2.1.114 (external, cli)                                 | claude-code",
        "my-proxy/1.0 Claude-Code/2.0                                       | claude-code",
        "codex_cli_rs/0.125.0 (Mac OS 26.0.1; arm64) Apple_Terminal/464     | codex-cli",
        "codex_vscode/1.2 (Linux; x64)                                      | codex-cli",
        "Codex Desktop/0.9 (Mac OS)                                         | codex-cli",
        "my-proxy/1.0 codex/0.9                                             | codex-cli",
        "Cursor/1.7 (Windows)                                               | cursor",
        "GeminiCLI/0.20.0/gemini-2.5-pro (linux; x64; terminal)             | gemini-cli",
        "GeminiCLI-acme/0.20.0/gemini-2.5-pro (linux)                       | gemini-cli",
        "CloudCodeVSCode/2 (aidev_client; x; proxy_client=geminicli)        | gemini-cli",
        "my-proxy/1.0 gemini-cli/0.1                                        | gemini-cli",
        "OpenAI/Python 1.52.0                                               | openai-sdk",
        "AsyncAzureOpenAI/Python 1.52.0                                     | openai-sdk",
        "azsdk-net-AI.OpenAI/2.1.0                                          | openai-sdk",
        "Anthropic/JS 0.32.1                                                | anthropic-sdk",
        "AsyncAnthropicBedrock/Python 0.40                                  | anthropic-sdk",
        "ucode/0.3 claude/2.1                                               | claude-code",
        "ucode/0.3 codex/0.125                                              | codex-cli",
        "ucode/0.3 cursor/1                                                 | cursor",
        "ucode/0.3 gemini/0.2                                               | gemini-cli",
        "ucode/0.3                                                          | other",
        "Mozilla/5.0 (X11; Linux x86_64)                                    | other",
        "my-codex                                                           | other",
        "not-cursor/1                                                       | other",
        "c                                                                  | other"
      })
  void aUserAgentNamesItsFamily(String userAgent, String family) {
    assertThat(of(userAgent)).isEqualTo(family);
  }

  /** Rules are tried in the order of families, wherever in the text they are met. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OpenAI/JS 4 codex/0.9 claude-code/2  | claude-code",
        "GeminiCLI/0.20 codex/0.9             | codex-cli",
        "OpenAI/JS 4 gemini-cli/1             | gemini-cli"
      })
  void theFirstRuleThatFitsCounts(String userAgent, String family) {
    assertThat(of(userAgent)).isEqualTo(family);
  }

  /** The text is between others, which say nothing of it. */
  private static String of(String userAgent) {
    String around = "claude-cli/" + userAgent + "codex/";
    int start = "claude-cli/".length();
    return ClientFamily.of(around.getBytes(US_ASCII), start, userAgent.length()).id();
  }
}
