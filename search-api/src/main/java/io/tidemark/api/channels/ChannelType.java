/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types of channels: where their robots are, which members a channel has, and how often a robot
 * may be asked.
 */
enum ChannelType {
  WEBHOOK("webhook", null, Language.EN, false, List.of()),
  WECOM(
      "wecom",
      "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
      Language.ZH,
      true,
      List.of(new RateWindow(20, 60))),
  DINGTALK(
      "dingtalk",
      "https://oapi.dingtalk.com/robot/send",
      Language.ZH,
      true,
      List.of(new RateWindow(20, 60))),
  FEISHU(
      "feishu",
      "https://open.feishu.cn/open-apis/bot/v2/hook",
      Language.ZH,
      true,
      List.of(new RateWindow(5, 1), new RateWindow(100, 60))),
  SLACK(
      "slack",
      "https://hooks.slack.com/services",
      Language.EN,
      true,
      List.of(new RateWindow(1, 1))),
  MAIL("mail", null, Language.EN, true, List.of(new RateWindow(20, 60))),
  ALERTMANAGER("alertmanager", null, Language.EN, false, List.of());

  private final String id;
  private final String address;
  private final Language language;
  private final boolean forPeople;

  // Made by List.of.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<RateWindow> limits;

  /** At most {@code most} messages in {@code seconds}. */
  record RateWindow(int most, int seconds) {}

  ChannelType(
      String id, String address, Language language, boolean forPeople, List<RateWindow> limits) {
    this.id = id;
    this.address = address;
    this.language = language;
    this.forPeople = forPeople;
    this.limits = limits;
  }

  /** The type with this name in settings. */
  static ChannelType fromId(String id) {
    return Stream.of(values()).filter(type -> type.id.equals(id)).findFirst().orElseThrow();
  }

  static Set<String> listIds() {
    return Stream.of(values()).map(ChannelType::id).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The name in settings. */
  String id() {
    return id;
  }

  /** Where all robots of the type are; empty when each receiver has an address of its own. */
  Optional<String> address() {
    return Optional.ofNullable(address);
  }

  /** The language of a channel that names none. */
  Language language() {
    return language;
  }

  /** Whether people read the messages, so that many of them become one digest. */
  boolean isForPeople() {
    return forPeople;
  }

  /**
   * Whether the receiver keeps an alert for each group, so that it needs every one of them, and
   * again while it continues.
   */
  boolean needsAllGroups() {
    return this == ALERTMANAGER;
  }

  /** How often one receiver may be asked, over all instances; empty when there is no limit. */
  List<RateWindow> limits() {
    return limits;
  }
}
