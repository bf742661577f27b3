import { anyForm, flagForm, textForm, valueForm, type Form, type KeyForm } from '../../yaml/forms.js';
import { typeText } from '../describe.js';
import type { ObjectType, SchemaField, SchemaType } from '../schema.js';
import { openKeysOf, openValuesOf, podSecurityLevels, usageOf } from './usualFields.js';

/** The schema's type as what may be written: `owner` is the type whose field `name` it is, `kind` the object's. */
export function formOf(type: SchemaType, owner: string, name: string, kind: string): Form {
  switch (type.kind) {
    case 'object':
      return { kind: 'map', keys: () => keysOf(type, owner, kind) };
    case 'array':
      return { kind: 'list', of: () => formOf(type.of, owner, name, kind) };
    case 'map': {
      const entry = formOf(type.of, owner, '', kind);
      const keys = openKeysOf(name, kind, owner).map(
        (key, rank): KeyForm => ({
          name: key,
          form: () => (key.startsWith('pod-security.kubernetes.io/') && !key.endsWith('-version') ? valueForm(podSecurityLevels) : entry),
          isRequired: false,
          // What a container asks for is asked for in both.
          isUsual: (name === 'requests' || name === 'limits') && rank < 2,
          detail: '',
          rank,
        }),
      );
      return { kind: 'map', keys: () => keys, other: () => entry };
    }
    case 'scalar':
      if (type.type === 'boolean') return flagForm;
      if (type.type !== 'string') return { kind: 'value', values: [], isText: false };
      return valueForm([...new Set([...openValuesOf(owner, name), ...(type.values ?? []).filter((value) => value !== '')])]);
    case 'any':
      return anyForm;
  }
}

function keysOf(type: ObjectType, owner: string, kind: string): KeyForm[] {
  return type.fields.flatMap((field) => {
    const usage = usageOf(type.name, field.name, field.required, owner);
    if (usage === undefined) return [];
    return [
      {
        name: field.name,
        form: () => formOfField(field, type, kind),
        isRequired: field.required,
        ...usage,
        detail: `${typeText(field.type)}${field.required ? ', required' : ''}`,
      },
    ];
  });
}

function formOfField(field: SchemaField, owner: ObjectType, kind: string): Form {
  // The values of these depend on what is chosen elsewhere.
  if (field.name === 'restartPolicy' && owner.name === 'PodSpec')
    return valueForm(kind === 'Job' || kind === 'CronJob' ? ['OnFailure', 'Never'] : ['Always', 'OnFailure', 'Never']);
  if ((field.name === 'apiVersion' || field.name === 'kind') && owner.field('metadata') !== undefined) return textForm;
  return formOf(field.type, owner.name, field.name, kind);
}
