export const TEXTS = {
  en: { title: 'Usage distribution', metric: 'Metric', beside: 'Beside', by: 'By', sub: 'And by', none: 'nothing', top: 'Top', ranking: '{metric} by {name}' },
  zh: { title: '用量分布图', metric: '指标', beside: '并列指标', by: '分组', sub: '子分组', none: '无', top: '前几项', ranking: '{metric}排行 · {name}' },
};
