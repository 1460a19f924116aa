// The picture stands in the component's own HTML: nothing is to be done.
export default function () {}
