export const TEXTS = {
  en: {
    period: 'Period: {from} – {to} ({zone})', filters: 'Filters: {filters}', none: 'none', tenant: 'Tenant: {tenant} · as seen by {user}',
    completeFrom: 'Complete from {time}; values contain what exists of the time before.',
    final: 'All hours are final.', provisional: 'Final until {time}; later hours are provisional and shaded in charts.', nothingFinal: 'No hour is final yet.',
    ownPeriodOnly: 'Filters: not applied, only the period',
  },
  zh: {
    period: '时间段：{from} – {to}（{zone}）', filters: '筛选：{filters}', none: '无', tenant: '租户：{tenant} · 查看者：{user}',
    completeFrom: '自 {time} 起数据完整；此前的数据仅按现有部分计入。',
    final: '全部小时均已确定。', provisional: '数据确定至 {time}；之后各小时为暂定数据，图中以阴影标示。', nothingFinal: '尚无已确定的小时。',
    ownPeriodOnly: '筛选：不适用，仅按时间段',
  },
};
