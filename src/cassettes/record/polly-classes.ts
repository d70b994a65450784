/** Polly's base classes. Their modules export them with `module.exports`, while their types speak of a `default`. */
import adapterModule from '@pollyjs/adapter';
import persisterModule from '@pollyjs/persister';

export const Adapter = adapterModule as unknown as typeof adapterModule.default;
export const Persister = persisterModule as unknown as typeof persisterModule.default;
