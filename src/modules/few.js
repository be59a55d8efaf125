// The CSS for fewer pictures, which is a part of the look of a page (`crates/hosting/src/look_script.js`). It
// moves lazy pictures far away, so that browsers do not request them. The space of the pictures is kept.
export const FEW = 'picture{display:block;overflow:hidden}picture [loading=lazy]:not([data-asked]){transform:translateY(-999vh)}.card:not(.card--lead)>.card__picture{display:none}.card:not(.card--lead)>*{grid-column:1/-1}';
