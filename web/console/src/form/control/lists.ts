// The controls of list-controls.tsx in one file, since they share most of what they are made of.
export { default as Autosuggest } from "@cloudscape-design/components/autosuggest";
export { default as Multiselect } from "@cloudscape-design/components/multiselect";
export { default as Select } from "@cloudscape-design/components/select";
