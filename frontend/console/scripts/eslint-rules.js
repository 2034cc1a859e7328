/**
 * House rules of the console: nothing is placed to the left or right (Persian reads the other way), and no text that
 * a person reads stands outside the catalogues.
 */
const physicalClass =
  /(?:^|[\s:"'`!-])(?:-?(?:ml|mr|pl|pr|left|right|scroll-ml|scroll-mr|scroll-pl|scroll-pr)-[\w[\].%/]+|(?:border|rounded)-(?:l|r|tl|tr|bl|br)(?:-[\w[\]]+)?|text-(?:left|right)|float-(?:left|right)|clear-(?:left|right))(?=$|[\s"'`])/;
const physicalProperty =
  /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right)(?:-\w+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius|text-align:\s*(?:left|right)|float:\s*(?:left|right))\s*:/;
const readAttributes = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'description', 'text', 'hint']);
/** Words that are the same in every language. */
const names = /\b(?:Tillside|WooCommerce|CSV|DKIM|SPF|DMARC|API|Cc|Bcc)\b|https?:\/\/\S*/g;
const letters = /\p{L}{2,}/u;

/** @param {string} text */
const isText = (text) => letters.test(text.replace(names, ''));

/** @type {import('eslint').Rule.RuleModule} */
const logicalCss = {
  meta: { type: 'problem', schema: [], messages: { physical: '"{{found}}" is physical: use the logical start/end form.' } },
  create(context) {
    /** @param {any} node @param {string} text @param {RegExp} pattern */
    const check = (node, text, pattern) => {
      const found = pattern.exec(text);
      if (found) context.report({ node, messageId: 'physical', data: { found: found[0].trim() } });
    };
    return {
      /** @param {any} node */
      Literal(node) {
        if (typeof node.value === 'string') check(node, node.value, physicalClass);
      },
      /** @param {any} node */
      TemplateElement(node) {
        check(node, node.value.raw, physicalClass);
      },
      /** @param {any} node */
      SvelteLiteral(node) {
        check(node, node.value, physicalClass);
      },
      /** @param {any} node */
      SvelteStyleElement(node) {
        for (const child of node.children ?? []) check(child, child.value ?? '', physicalProperty);
      },
      /** @param {any} node */
      SvelteStyleDirective(node) {
        if (/^(?:left|right|(?:margin|padding|border)-(?:left|right))$/.test(node.key.name.name ?? node.key.name)) {
          context.report({ node, messageId: 'physical', data: { found: 'style:' } });
        }
      }
    };
  }
};

/** @type {import('eslint').Rule.RuleModule} */
const textsInCatalogue = {
  meta: { type: 'problem', schema: [], messages: { text: '"{{found}}" belongs in locales/*/console*.ftl.' } },
  create(context) {
    return {
      /** @param {any} node */
      SvelteText(node) {
        if (node.parent?.type === 'SvelteStyleElement' || node.parent?.type === 'SvelteScriptElement') return;
        if (isText(node.value)) context.report({ node, messageId: 'text', data: { found: node.value.trim().slice(0, 30) } });
      },
      /** @param {any} node */
      SvelteLiteral(node) {
        const attribute = node.parent;
        if (attribute?.type !== 'SvelteAttribute' || !readAttributes.has(attribute.key.name)) return;
        if (isText(node.value)) context.report({ node, messageId: 'text', data: { found: node.value.slice(0, 30) } });
      }
    };
  }
};

export default { rules: { 'logical-css': logicalCss, 'texts-in-catalogue': textsInCatalogue } };
