/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.MessageLabels;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.api.web.BackgroundWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Sends alerts that continue to Alertmanagers again and again, on every instance: they forget their
 * alerts at a restart, and end those that are not sent again.
 */
@Component
@ConditionalOnProperty(name = "tidemark.outbox.enabled", matchIfMissing = true)
class AlertRefresh extends BackgroundWork {

  /** A quarter of the time after which an alert ends by itself. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  /** How long alerts that cannot be read continue. */
  private static final Duration LONGEST_UNREAD = Duration.ofMinutes(15);

  /** A channel takes as much of a round: alerts of the others must not end meanwhile. */
  private static final Duration LONGEST_SENDING = Duration.ofSeconds(20);

  private static final int CHANNELS_AT_ONCE = 16;

  private static final Logger LOG = LoggerFactory.getLogger(AlertRefresh.class);

  private final SettingView<Channel> channels;
  private final FiringAlerts alerts;
  private final ChannelDelivery delivery;
  private final UnaryOperator<Message> labels;
  private final LongSupplier nanoTime;

  /** The alerts of each channel: they continue for a while when nothing can be read. */
  private final Map<SettingAddress, Known> last = new ConcurrentHashMap<>();

  private final Set<SettingAddress> failing = ConcurrentHashMap.newKeySet();

  private record Known(List<Message> alerts, long readAt) {}

  @Autowired
  AlertRefresh(
      SettingViews views,
      ChannelKind kind,
      FiringAlerts alerts,
      ChannelDelivery delivery,
      MessageLabels labels) {
    this(views, kind, alerts, delivery, labels::addTo, System::nanoTime);
  }

  AlertRefresh(
      SettingViews views,
      ChannelKind kind,
      FiringAlerts alerts,
      ChannelDelivery delivery,
      UnaryOperator<Message> labels,
      LongSupplier nanoTime) {
    super("alert-refresh");
    this.channels = views.open(kind);
    this.alerts = alerts;
    this.delivery = delivery;
    this.labels = labels;
    this.nanoTime = nanoTime;
  }

  @Override
  protected void work() throws InterruptedException {
    while (isRunning()) {
      Thread.sleep(PAUSE.toMillis());
      sendAll();
    }
  }

  /** Sends all alerts once, of some channels at a time: one may be slow. */
  void sendAll() throws InterruptedException {
    List<SettingEntry<Channel>> present =
        channels.tenants().stream()
            .flatMap(tenant -> channels.list(tenant).stream())
            .filter(entry -> entry.value().enabled() && entry.value().type().needsAllGroups())
            .toList();
    ExecutorService threads = Executors.newFixedThreadPool(CHANNELS_AT_ONCE);
    try {
      threads.invokeAll(
          present.stream().map(entry -> Executors.callable(() -> sendAlerts(entry))).toList());
    } finally {
      threads.shutdownNow();
    }
    Set<SettingAddress> addresses =
        present.stream().map(entry -> entry.setting().address()).collect(Collectors.toSet());
    last.keySet().retainAll(addresses);
    failing.retainAll(addresses);
  }

  private void sendAlerts(SettingEntry<Channel> entry) {
    SettingAddress address = entry.setting().address();
    long started = nanoTime.getAsLong();
    try {
      for (Message message : listAlerts(address)) {
        if (nanoTime.getAsLong() - started > LONGEST_SENDING.toNanos()) {
          noteFailure(address, "The receiver is slow.");
          return;
        }
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
      last.put(address, new Known(firing, nanoTime.getAsLong()));
      return firing;
    } catch (RuntimeException e) {
      Known known = last.get(address);
      boolean isNew =
          known != null && nanoTime.getAsLong() - known.readAt() < LONGEST_UNREAD.toNanos();
      if (!isNew) {
        throw e;
      }
      LOG.debug("The alerts of {} cannot be read, and go on", address.id(), e);
      return known.alerts();
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
