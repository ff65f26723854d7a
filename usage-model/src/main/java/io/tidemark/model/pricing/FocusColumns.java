/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of a cost file of FOCUS 1.2, in their order. */
public final class FocusColumns {

  /** The version of FOCUS. */
  public static final String VERSION = "1.2";

  /** Names the columns: another set of columns gets another name. */
  public static final String SCHEMA_ID = "tidemark-focus-1.2-2";

  private static final String DECIMAL = "DECIMAL";
  private static final String STRING = "STRING";
  private static final String TIME = "DATETIME";

  /** Most digits of a number, and those after the point, as the metadata says. */
  private static final int PRECISION = 60;

  private static final int SCALE = 30;

  /** The columns and their types. */
  private static final Map<String, String> TYPES = createTypes();

  private FocusColumns() {}

  private static Map<String, String> createTypes() {
    Map<String, String> types = new LinkedHashMap<>();
    putAll(
        types,
        DECIMAL,
        """
        BilledCost ContractedCost ContractedUnitPrice EffectiveCost ListCost ListUnitPrice
        PricingQuantity ConsumedQuantity PricingCurrencyContractedUnitPrice
        PricingCurrencyEffectiveCost PricingCurrencyListUnitPrice
        """);
    putAll(
        types,
        TIME,
        """
        BillingPeriodStart BillingPeriodEnd ChargePeriodStart ChargePeriodEnd
        """);
    putAll(
        types,
        STRING,
        """
        BillingAccountId BillingAccountName BillingAccountType BillingCurrency ChargeCategory
        ChargeClass ChargeDescription ChargeFrequency ConsumedUnit InvoiceId InvoiceIssuerName
        PricingCategory PricingCurrency PricingUnit ProviderName PublisherName AvailabilityZone
        RegionId RegionName ResourceId ResourceName ResourceType ServiceCategory ServiceName
        ServiceSubcategory SkuId SkuMeter SkuPriceId SkuPriceDetails SubAccountId SubAccountName
        SubAccountType Tags x_UserId x_ApiKeyId x_Department x_Model x_TokenClass x_ServiceTier
        x_PromptBand x_CostBasis x_Finality x_PricesAsOf x_Correction_Of
        """);
    return types;
  }

  private static void putAll(Map<String, String> types, String type, String names) {
    for (String name : names.strip().split("\\s+", -1)) {
      types.put(name, type);
    }
  }

  /**
   * A column.
   *
   * @param type {@code STRING}, {@code DECIMAL} or {@code DATETIME}
   * @param precision most digits of a number; null of other types
   * @param scale most digits after the point
   */
  public record Column(String name, String type, Integer precision, Integer scale) {}

  /** The columns in their order, for the metadata file. */
  public static List<Column> listColumns() {
    return TYPES.entrySet().stream()
        .map(
            column -> {
              boolean number = column.getValue().equals(DECIMAL);
              return new Column(
                  column.getKey(),
                  column.getValue(),
                  number ? PRECISION : null,
                  number ? SCALE : null);
            })
        .toList();
  }

  /** The names in their order. */
  static Set<String> listNames() {
    return TYPES.keySet();
  }
}
