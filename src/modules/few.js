// The rule for fewer pictures, a part of the look of a page (`crates/hosting/src/look_script.js`). Pictures keep
// their space, but a lazy one outside of its box is not requested.
export const FEW = 'picture{display:block;overflow:hidden}picture [loading=lazy]:not([data-asked]){transform:translateY(-999vh)}.card:not(.card--lead)>.card__picture{display:none}.card:not(.card--lead)>*{grid-column:1/-1}';
