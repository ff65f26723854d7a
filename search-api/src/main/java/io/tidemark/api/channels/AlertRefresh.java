/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.api.web.BackgroundWork;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Sends alerts that go on to Alertmanagers again and again, on every instance: they forget their
 * alerts at a restart, and end those that nobody sends again.
 */
@Component
@ConditionalOnProperty(name = "tidemark.outbox.enabled", matchIfMissing = true)
class AlertRefresh extends BackgroundWork {

  /** A quarter of the time after which an alert ends by itself. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(AlertRefresh.class);

  private final SettingView<Channel> channels;
  private final FiringAlerts alerts;
  private final ChannelDelivery delivery;
  private final UnaryOperator<Message> labels;

  /** The alerts of each channel: they go on while nothing can be read. */
  private final Map<SettingAddress, List<Message>> last = new HashMap<>();

  private final Set<SettingAddress> failing = new HashSet<>();

  @Autowired
  AlertRefresh(
      SettingViews views,
      ChannelKind kind,
      FiringAlerts alerts,
      ChannelDelivery delivery,
      MessageLabels labels) {
    this(views, kind, alerts, delivery, labels::addTo);
  }

  AlertRefresh(
      SettingViews views,
      ChannelKind kind,
      FiringAlerts alerts,
      ChannelDelivery delivery,
      UnaryOperator<Message> labels) {
    super("alert-refresh");
    this.channels = views.open(kind);
    this.alerts = alerts;
    this.delivery = delivery;
    this.labels = labels;
  }

  @Override
  protected void work() throws InterruptedException {
    while (isRunning()) {
      Thread.sleep(PAUSE.toMillis());
      sendAll();
    }
  }

  /** Sends all alerts once. */
  void sendAll() {
    Set<SettingAddress> present = new HashSet<>();
    for (String tenant : channels.tenants()) {
      for (SettingEntry<Channel> entry : channels.list(tenant)) {
        if (entry.value().enabled() && entry.value().type().needsAllGroups()) {
          present.add(entry.setting().address());
          sendAlerts(entry);
        }
      }
    }
    last.keySet().retainAll(present);
    failing.retainAll(present);
  }

  private void sendAlerts(SettingEntry<Channel> entry) {
    SettingAddress address = entry.setting().address();
    try {
      for (Message message : listAlerts(address)) {
        Delivery sent = delivery.sendMessage(entry.value(), labels.apply(message));
        if (sent.outcome() != Delivery.Outcome.DELIVERED) {
          // A receiver that hangs would take as long for each of them.
          noteFailure(address, sent.reason());
          return;
        }
      }
      failing.remove(address);
    } catch (RuntimeException e) {
      noteFailure(address, e.getMessage());
    }
  }

  private List<Message> listAlerts(SettingAddress address) {
    try {
      List<Message> firing = alerts.list(address.tenant(), address.id());
      last.put(address, firing);
      return firing;
    } catch (RuntimeException e) {
      LOG.debug("The alerts of {} cannot be read, and go on", address.id(), e);
      return last.getOrDefault(address, List.of());
    }
  }

  private void noteFailure(SettingAddress address, String reason) {
    if (failing.add(address)) {
      LOG.warn(
          "Alerts are not sent again to the channel {} of {}: {}",
          address.id(),
          address.tenant(),
          reason);
    }
  }
}
