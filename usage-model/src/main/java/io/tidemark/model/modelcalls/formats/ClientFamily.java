/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;

/**
 * The family of a client, derived from its user agent: the dimension {@code client}. The first rule
 * that fits counts, in the order of the constants; letters match in both cases.
 */
@SuppressWarnings("EnumOrdinal") // Ordinals index an array of this class only; none is ever stored.
public enum ClientFamily {
  /** {@code claude-cli/2.1.114 (external, cli)}, or anything with {@code claude-code} in it. */
  CLAUDE_CODE,
  /** {@code codex_cli_rs/0.125.0 (…)}, {@code Codex Desktop…}, or anything with {@code codex/}. */
  CODEX_CLI,
  /** {@code Cursor/…}. */
  CURSOR,
  /** {@code GeminiCLI/0.20.0/…}, {@code GeminiCLI-name/…}, {@code …proxy_client=geminicli…}. */
  GEMINI_CLI,
  /**
   * {@code OpenAI/Python 1.0}, {@code AsyncAzureOpenAI/Python …}, {@code azsdk-net-AI.OpenAI/…}.
   */
  OPENAI_SDK,
  /** {@code Anthropic/JS 0.1}, {@code AsyncAnthropicBedrock/Python …}. */
  ANTHROPIC_SDK,
  /** Any other user agent. */
  OTHER;

  private static final byte[][] BYTES =
      Arrays.stream(values()).map(f -> f.id.getBytes(US_ASCII)).toArray(byte[][]::new);

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The family as it appears in documents, for example {@code claude-code}. */
  public String id() {
    return id;
  }

  /** A user agent of this family. */
  String userAgent() {
    return this == OPENAI_SDK ? "openai/" : id;
  }

  /** The id's bytes; to be read only. */
  byte[] bytes() {
    return BYTES[ordinal()];
  }

  /** The family of a user agent of at least one byte. */
  public static ClientFamily of(byte[] source, int start, int length) {
    ClientFamily found = byBeginning(source, start, start + length);
    int end = start + length;
    for (int at = start; at < end && found != CLAUDE_CODE; at++) {
      ClientFamily here = byWord(source, at, end);
      found = here.compareTo(found) < 0 ? here : found;
    }
    return found;
  }

  private static ClientFamily byBeginning(byte[] b, int start, int end) {
    return switch (b[start] | 0x20) {
      case 'a' ->
          begins(b, start, end, "anthropic") || begins(b, start, end, "asyncanthropic")
              ? ANTHROPIC_SDK
              : OTHER;
      case 'c' -> {
        if (begins(b, start, end, "claude-cli")) {
          yield CLAUDE_CODE;
        }
        if (begins(b, start, end, "codex")) {
          yield CODEX_CLI;
        }
        yield begins(b, start, end, "cursor") ? CURSOR : OTHER;
      }
      case 'g' ->
          begins(b, start, end, "geminicli/") || begins(b, start, end, "geminicli-")
              ? GEMINI_CLI
              : OTHER;
      case 'u' -> begins(b, start, end, "ucode/") ? wrapped(b, start, end) : OTHER;
      default -> OTHER;
    };
  }

  /** {@code ucode/<version> <agent>/<version>}: a wrapper that names the agent it runs. */
  private static ClientFamily wrapped(byte[] b, int start, int end) {
    int at = start;
    while (at < end && b[at] != ' ') {
      at++;
    }
    if (begins(b, at, end, " claude")) {
      return CLAUDE_CODE;
    }
    if (begins(b, at, end, " codex")) {
      return CODEX_CLI;
    }
    if (begins(b, at, end, " cursor")) {
      return CURSOR;
    }
    return begins(b, at, end, " gemini") ? GEMINI_CLI : OTHER;
  }

  private static ClientFamily byWord(byte[] b, int at, int end) {
    return switch (b[at] | 0x20) {
      case 'c' -> {
        if (begins(b, at, end, "claude-code")) {
          yield CLAUDE_CODE;
        }
        yield begins(b, at, end, "codex/") ? CODEX_CLI : OTHER;
      }
      case 'g' -> begins(b, at, end, "gemini-cli") ? GEMINI_CLI : OTHER;
      case 'o' -> begins(b, at, end, "openai/") ? OPENAI_SDK : OTHER;
      case 'p' -> begins(b, at, end, "proxy_client=geminicli") ? GEMINI_CLI : OTHER;
      default -> OTHER;
    };
  }

  /** Whether the bytes from {@code at} begin with {@code word}, which is in lower case. */
  private static boolean begins(byte[] b, int at, int end, String word) {
    if (end - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      int here = b[at + i];
      int lower = here >= 'A' && here <= 'Z' ? here | 0x20 : here;
      if (lower != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
