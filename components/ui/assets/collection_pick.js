// What is picked in a collection; its card is drawn by the server.
export default function ({ data, parentElement, setTriggerValue }) {
  return followPicks(parentElement.querySelector(".collection_pick"), data, setTriggerValue, () => {});
}
