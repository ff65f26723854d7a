/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the lines of a statement as a cost file of FOCUS 1.2. List price and contracted price are
 * one: {@code ListUnitPrice * PricingQuantity = ListCost} holds exactly, because no number is
 * rounded.
 *
 * @param tenant billing account
 * @param issuer name of the platform
 * @param month billing period, a UTC month
 * @param currency ISO 4217 code
 * @param statement id of the statement; null while the month is open
 */
public record FocusFile(
    String tenant, String issuer, YearMonth month, String currency, String statement) {

  private static final String VERSION = "1.2";
  private static final String DECIMAL = "DECIMAL";
  private static final String STRING = "STRING";
  private static final String TIME = "DATETIME";

  /** Tokens are priced by the million. */
  private static final int MILLION = 6;

  /** The columns and their types. */
  private static final Map<String, String> COLUMNS = listColumns();

  private static Map<String, String> listColumns() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String name :
        ("BilledCost ContractedCost ContractedUnitPrice EffectiveCost ListCost ListUnitPrice"
                + " PricingQuantity ConsumedQuantity")
            .split(" ", -1)) {
      columns.put(name, DECIMAL);
    }
    for (String name :
        "BillingPeriodStart BillingPeriodEnd ChargePeriodStart ChargePeriodEnd".split(" ", -1)) {
      columns.put(name, TIME);
    }
    for (String name :
        ("BillingAccountId BillingAccountName BillingAccountType BillingCurrency ChargeCategory"
                + " ChargeClass ChargeDescription ChargeFrequency ConsumedUnit InvoiceId"
                + " InvoiceIssuerName PricingCategory PricingUnit ProviderName PublisherName"
                + " RegionId RegionName ResourceId ResourceName ResourceType ServiceCategory"
                + " ServiceName ServiceSubcategory SkuId SkuMeter SkuPriceId SubAccountId"
                + " SubAccountName SubAccountType Tags x_UserId x_ApiKeyId x_Department x_Model"
                + " x_TokenClass x_ServiceTier x_PromptBand x_CorrectionOf")
            .split(" ", -1)) {
      columns.put(name, STRING);
    }
    return columns;
  }

  /** The file: a header and a row for each line, as RFC 4180 writes them. */
  public String writeCsv(List<StatementLine> lines) {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS.keySet())).append("\r\n");
    for (StatementLine line : lines) {
      Map<String, String> row = createRow(line);
      csv.append(
              COLUMNS.keySet().stream()
                  .map(column -> quote(row.get(column)))
                  .collect(Collectors.joining(",")))
          .append("\r\n");
    }
    return csv.toString();
  }

  /** The metadata file beside it, as JSON. */
  public String writeMetadata(String schemaId, Instant createdAt) {
    String columns =
        COLUMNS.entrySet().stream()
            .map(
                column ->
                    "{\"ColumnName\":\"%s\",\"DataType\":\"%s\"}"
                        .formatted(column.getKey(), column.getValue()))
            .collect(Collectors.joining(","));
    return ("{\"SchemaId\":\"%s\",\"FocusVersion\":\"%s\",\"CreationDate\":\"%s\","
            + "\"ColumnDefinition\":[%s]}")
        .formatted(schemaId, VERSION, createdAt, columns);
  }

  private Map<String, String> createRow(StatementLine line) {
    Map<String, String> row = new LinkedHashMap<>();
    putPeriod(row);
    putAccount(row, line);
    putPrice(row, line);
    StatementLine.PricedAs price = line.price();
    row.put("ChargeCategory", "Usage");
    row.put("ChargeClass", line.correctionOf() == null ? null : "Correction");
    row.put("ChargeDescription", "%s %s".formatted(price.model(), price.tokenClass()));
    row.put("ChargeFrequency", "Usage-Based");
    row.put("ServiceCategory", "AI and Machine Learning");
    row.put("ServiceSubcategory", "Generative AI");
    row.put("ServiceName", orElse(price.provider(), issuer));
    row.put("ProviderName", orElse(price.provider(), issuer));
    row.put("PublisherName", orElse(price.provider(), issuer));
    row.put("x_Model", price.model());
    row.put("x_TokenClass", price.tokenClass());
    row.put("x_ServiceTier", price.serviceTier());
    row.put("x_PromptBand", price.promptBand());
    row.put("x_CorrectionOf", line.correctionOf());
    return row;
  }

  private void putPeriod(Map<String, String> row) {
    String from = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    String to = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    row.put("BillingPeriodStart", from);
    row.put("BillingPeriodEnd", to);
    row.put("ChargePeriodStart", from);
    row.put("ChargePeriodEnd", to);
  }

  private void putAccount(Map<String, String> row, StatementLine line) {
    StatementLine.Owner owner = line.owner();
    row.put("BillingAccountId", tenant);
    row.put("BillingAccountName", tenant);
    row.put("BillingAccountType", "Tenant");
    row.put("BillingCurrency", currency);
    row.put("InvoiceId", statement);
    row.put("InvoiceIssuerName", issuer);
    row.put("SubAccountId", owner.project());
    row.put("SubAccountName", owner.project());
    row.put("SubAccountType", owner.project() == null ? null : "Project");
    row.put("ResourceId", owner.apiKey());
    row.put("ResourceName", owner.apiKey());
    row.put("ResourceType", owner.apiKey() == null ? null : "API Key");
    row.put(
        "Tags",
        owner.department() == null
            ? "{}"
            : "{\"department\":\"" + escapeJson(owner.department()) + "\"}");
    row.put("x_UserId", owner.user());
    row.put("x_ApiKeyId", owner.apiKey());
    row.put("x_Department", owner.department());
  }

  private static void putPrice(Map<String, String> row, StatementLine line) {
    StatementLine.PricedAs price = line.price();
    boolean tokens = PricedClass.find(price.tokenClass()).map(PricedClass::isToken).orElse(false);
    int shift = tokens ? MILLION : 0;
    String cost = plain(line.amount());
    String unitPrice = plain(price.unitPrice().movePointRight(shift));
    for (String name : List.of("BilledCost", "ContractedCost", "EffectiveCost", "ListCost")) {
      row.put(name, cost);
    }
    row.put("ContractedUnitPrice", unitPrice);
    row.put("ListUnitPrice", unitPrice);
    row.put("PricingQuantity", plain(line.quantity().movePointLeft(shift)));
    row.put("PricingUnit", tokens ? "1000000 Tokens" : "Units");
    row.put("PricingCategory", "Standard");
    row.put("ConsumedQuantity", plain(line.quantity()));
    row.put("ConsumedUnit", tokens ? "Tokens" : "Units");
    row.put(
        "SkuId",
        "%s/%s/%s".formatted(orElse(price.provider(), "-"), price.model(), price.tokenClass()));
    row.put("SkuMeter", price.tokenClass());
    row.put("SkuPriceId", price.priceId());
  }

  private static String orElse(String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String escapeJson(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String quote(String value) {
    if (value == null) {
      return "";
    }
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
