/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.channels.KnownChannels;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorMetric;
import io.tidemark.api.monitors.definition.MonitorParser;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Monitors as settings. */
@Component
class MonitorKind implements SettingKind<Monitor> {

  private final KnownChannels channels;
  private final Costs costs;

  MonitorKind(KnownChannels channels, Costs costs) {
    this.channels = channels;
    this.costs = costs;
  }

  /** The currency of a monitor of money; null for other monitors, and without prices. */
  String findCurrency(String tenant, Monitor monitor) {
    return monitor.metric().filter(MonitorMetric::isMoney).isEmpty()
        ? null
        : costs.findCurrentPrices(tenant).book().currency();
  }

  @Override
  public String id() {
    return "monitor";
  }

  @Override
  public String plural() {
    return "monitors";
  }

  @Override
  public int mostPerTenant() {
    return 500;
  }

  @Override
  public int mostBytes() {
    return 64 << 10;
  }

  @Override
  public Monitor parse(String id, JsonNode body) {
    return MonitorParser.parse(id, body);
  }

  @Override
  public void requireCurrent(String tenant, Monitor monitor) {
    if (monitor.readsMoney() && !costs.hasPrices(tenant)) {
      throw new SettingFault(
          "metric", "This monitor would never fire: there is no price list; create one first.");
    }
    for (int i = 0; i < monitor.channels().size(); i++) {
      String channel = monitor.channels().get(i);
      if (!channels.contains(tenant, channel)) {
        throw new SettingFault("channels[" + i + "]", "There is no channel " + channel + ".");
      }
    }
  }
}
