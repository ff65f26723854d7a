/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import io.tidemark.model.pricing.ExchangeRates;
import io.tidemark.model.pricing.ExchangeRates.Rate;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Rates between currencies as settings. */
@Component
public class ExchangeRatesKind implements SettingKind<ExchangeRates> {

  private static final int MOST_RATES = 5_000;

  @Override
  public String id() {
    return "exchange-rates";
  }

  @Override
  public String plural() {
    return "exchange-rates";
  }

  @Override
  public boolean mayRead(Scope scope) {
    return true;
  }

  @Override
  public Set<Role> sharedWriters() {
    return Set.of(Role.OPERATOR);
  }

  @Override
  public int mostPerTenant() {
    return 20;
  }

  @Override
  public ExchangeRates parse(String id, JsonNode body) {
    new BodyMembers("", body).allow("rates", "note").text("note", 500);
    JsonNode rates = body.path("rates");
    if (!rates.isArray() || rates.size() > MOST_RATES) {
      throw new SettingFault("rates", "This must be an array of at most " + MOST_RATES + " rates.");
    }
    List<Rate> read = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      String entry = "rates[" + i + "]";
      Rate rate = readRate(new BodyMembers(entry, rates.get(i)), rates.get(i));
      for (int j = 0; j < read.size(); j++) {
        if (overlap(rate, read.get(j))) {
          throw new SettingFault(
              entry,
              "This rate and rates[" + j + "] hold at the same time for the same currencies.");
        }
      }
      read.add(rate);
    }
    return new ExchangeRates(read);
  }

  private static Rate readRate(BodyMembers members, JsonNode body) {
    members.allow("from", "to", "rate", Validity.FROM, Validity.TO);
    BigDecimal factor = Decimals.read(members.entryOf("rate"), body.path("rate"));
    if (factor.signum() == 0) {
      throw new SettingFault(members.entryOf("rate"), "A rate is greater than 0.");
    }
    Validity validity = Validity.read(members, ZoneOffset.UTC);
    return new Rate(
        Currencies.read(members, "from"),
        Currencies.read(members, "to"),
        factor,
        validity.from(),
        validity.to());
  }

  private static boolean overlap(Rate one, Rate other) {
    return one.from().equals(other.from())
        && one.to().equals(other.to())
        && (one.validTo() == null || other.validFrom().isBefore(one.validTo()))
        && (other.validTo() == null || one.validFrom().isBefore(other.validTo()));
  }
}
