export const TEXTS = {
  en: {
    asTable: 'Show as table',
    asChart: 'Show as chart',
    csv: 'Save as CSV',
    picture: 'Save as picture',
    provisional: 'provisional',
    time: 'Time',
    points: '{title}: {points} points from {from} to {to}; {series}. The same figures stand in the table.',
    highest: '{name} at most {value}',
    shares: '{title}: {parts}. The same figures stand in the table.',
  },
  zh: {
    asTable: '以表格显示',
    asChart: '以图表显示',
    csv: '保存为 CSV',
    picture: '保存为图片',
    provisional: '暂定',
    time: '时间',
    points: '{title}：{from} 至 {to} 共 {points} 个点；{series}。表格中有相同的数据。',
    highest: '{name} 最高 {value}',
    shares: '{title}：{parts}。表格中有相同的数据。',
  },
};
