/** A picture that was uploaded and stands in the text. Pictures from elsewhere are not taken over. */
import { Node } from '@tiptap/core';

export const Picture = Node.create({
  name: 'picture',
  group: 'inline',
  inline: true,
  draggable: true,
  addAttributes: () => ({ src: { default: null }, alt: { default: '' } }),
  parseHTML: () => [{ tag: 'img[src^="/api/v1/attachments/"]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes]
});
