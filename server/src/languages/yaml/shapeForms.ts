import { anyForm, flagForm, textForm, type Form, type KeyForm } from './forms.js';
import type { Shape } from '../yaml/shapes.js';

/** What is known of keys besides their shape, by their path without places in lists and names of the author's: `healthcheck.test`. */
export interface ShapeWords {
  text(path: string): string | undefined;
  /** Keys that are written with the map itself; undefined where none are. */
  usual(path: string): readonly string[] | undefined;
  /** Keys in the order in which they are mostly written; the others come behind. */
  order(path: string): readonly string[];
  values(path: string): Readonly<Record<string, string>> | undefined;
}

/** A shape of the tables as what may be written. */
export function formOfShape(shape: Shape, path: string, words: ShapeWords): Form {
  switch (shape.kind) {
    case 'object': {
      const usual = words.usual(path) ?? [];
      const order = words.order(path);
      const keys = Object.entries(shape.fields).map(([name, field]): KeyForm => {
        const below = path === '' ? name : `${path}.${name}`;
        const text = words.text(below);
        const rank = order.indexOf(name);
        return {
          name,
          form: () => formOfShape(field, below, words),
          isRequired: false,
          isUsual: usual.includes(name),
          detail: shapeText(field),
          ...(text === undefined ? {} : { text }),
          rank: rank === -1 ? 100 : rank,
        };
      });
      return { kind: 'map', keys: () => keys };
    }
    case 'map':
      return { kind: 'map', keys: () => [], other: () => formOfShape(shape.of, path, words) };
    case 'list':
      return { kind: 'list', of: () => formOfShape(shape.of, path, words) };
    case 'either':
      return { kind: 'either', of: shape.of.map((each) => formOfShape(each, path, words)) };
    case 'scalar': {
      if (shape.is === 'flag') return flagForm;
      const texts = words.values(path);
      if (shape.values === undefined) return shape.is === 'text' ? textForm : { kind: 'value', values: [], isText: false };
      return {
        kind: 'value',
        isText: true,
        values: shape.values.map((word) => {
          const text = texts !== undefined && Object.hasOwn(texts, word) ? texts[word] : undefined;
          return { word, ...(text === undefined ? {} : { text }) };
        }),
      };
    }
    case 'any':
      return anyForm;
  }
}

function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case 'object':
    case 'map':
      return 'map';
    case 'list':
      return 'list';
    case 'either':
      return [...new Set(shape.of.map(shapeText))].filter(Boolean).join(' or ');
    case 'scalar':
      return shape.is === 'scalar' ? 'text or number' : shape.is === 'flag' ? 'true or false' : shape.is;
    case 'any':
      return '';
  }
}
