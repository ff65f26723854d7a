/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

/** Keeps values from outside from being read as markup, links or mentions by receivers. */
final class Markup {

  private Markup() {}

  /** For Markdown of WeCom, DingTalk and Feishu, which have no escapes for all of these. */
  static String escapeMarkdown(String text) {
    return text.replace('<', '＜')
        .replace('>', '＞')
        .replace('[', '［')
        .replace(']', '］')
        .replace('`', 'ˋ')
        .replace("*", "＊")
        .replace("~", "～")
        .replaceAll("^([#>+-])", " $1");
  }

  /** For Slack. */
  static String escapeSlack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
