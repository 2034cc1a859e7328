/** Variables stand out in the editor; those without a value as something to be mended. */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { variablesIn } from './variables';

export const variableMarks = (unresolved: () => readonly string[]): Extension =>
  Extension.create({
    name: 'variableMarks',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          decorations: ({ doc }) => {
            const marks: Decoration[] = [];
            const bad = unresolved();
            doc.descendants((node, at) => {
              for (const { name, from, to } of variablesIn(node.isText ? (node.text ?? '') : '')) {
                const mark = bad.includes(name) ? 'variable variable-bad' : 'variable';
                marks.push(Decoration.inline(at + from, at + to, { class: mark }));
              }
            });
            return DecorationSet.create(doc, marks);
          }
        }
      })
    ]
  });
